import { useContext, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { keepRecent, readRecent } from '../store/persistence.ts';
import { useApp } from '../store/useApp.ts';
import { classNames } from '../ui/classNames.ts';
import { CommandsContext } from '../ui/commands.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import styles from './Palette.module.css';
import { paletteItems, type PaletteItem } from './paletteItems.ts';
import { found } from './paletteSearch.ts';
import { useExamples } from './useExamples.ts';

const MOST_RECENT = 5;

/** Everything that can be done or gone to, in one list that is searched by typing. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const state = useApp((whole) => whole);
  const { list } = useContext(CommandsContext);
  const examples = useExamples();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [recent] = useState(readRecent);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);

  const items = inGroups(shownItems(paletteItems(state, list, examples, typed), typed, recent));
  const at = Math.min(active, items.length - 1);
  const current = items[at];
  const idOf = (index: number): string => `${listId}-${index}`;

  useEffect(() => input.current?.focus(), []);

  const choose = ({ id, blocked, run }: PaletteItem): void => {
    if (blocked !== null) return;
    keepRecent([id, ...recent.filter((each) => each !== id)].slice(0, MOST_RECENT));
    onClose();
    run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = items.length - 1;
    const next = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    }[event.key];
    if (event.key === 'Enter' && current !== undefined) choose(current);
    else if (next !== undefined) setActive(Math.max(0, next));
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title="Search or command" onClose={onClose}>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label="Search or command"
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : idOf(at)}
        placeholder="Command, order, moment 12, example …"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {items.length === 0 ? (
        <p className={classNames(styles.list, styles.nothing)}>Nothing is called that.</p>
      ) : (
        // A select cannot show its options like this.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div id={listId} role="listbox" aria-label="Found" className={styles.list}>
          {groupsOf(items).map((group) => {
            const inGroup = items.flatMap((item, index) => (item.group === group ? [{ item, index }] : []));
            return (
              // A list box is divided by groups, which a fieldset is not in all browsers.
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              <div key={group} role="group" aria-label={group}>
                <div className={styles.group} aria-hidden="true">
                  {group}
                </div>
                {inGroup.map(({ item, index }) => (
                  <Option
                    key={item.id}
                    id={idOf(index)}
                    item={item}
                    isActive={index === at}
                    onChoose={() => choose(item)}
                  />
                ))}
              </div>
            );
          })}
        </div>
      )}
      <VisuallyHidden>
        <span aria-live="polite">
          {items.length === 0 ? 'Nothing found' : `${items.length} found`}
          {current?.blocked === undefined || current.blocked === null ? '' : `. ${current.blocked}`}
        </span>
      </VisuallyHidden>
    </Dialog>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}

function Option({ id, item, isActive, onChoose }: OptionProps) {
  const { title, detail, icon, key, blocked } = item;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // The keys are the search field's, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={ref}
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- An option of a list box that is no select.
      role="option"
      aria-selected={isActive}
      aria-disabled={blocked !== null || undefined}
      className={classNames(styles.option, isActive && styles.active)}
      onClick={onChoose}
    >
      <span className={styles.icon}>{icon !== null && <Icon name={icon} />}</span>
      <span className={styles.text}>
        <span>{title}</span>
        {(blocked ?? detail) !== null && <span className={styles.detail}>{blocked ?? detail}</span>}
      </span>
      {key !== null && <kbd className={styles.key}>{key}</kbd>}
    </div>
  );
}

/** What fits, what can be done before what cannot; until something is typed all of it, what was chosen last at its head. */
function shownItems(
  all: readonly PaletteItem[],
  typed: string,
  recent: readonly string[],
): readonly PaletteItem[] {
  const items = all.toSorted((a, b) => Number(a.blocked !== null) - Number(b.blocked !== null));
  if (typed.trim() === '') {
    const last = recent.flatMap((id) => items.find((item) => item.id === id) ?? []);
    return [
      ...last.map((item) => Object.assign({}, item, { group: 'Recent' as const })),
      ...items.filter(({ id }) => !recent.includes(id)),
    ];
  }
  const places = items.filter(({ group }) => group === 'Go to');
  const known = new Set(places.map(({ id }) => id));
  return [
    ...places,
    ...found(
      typed,
      items.filter(({ id }) => !known.has(id)),
    ),
  ];
}

/** In the order they are drawn in, so that the arrows go through them from top to bottom. */
function inGroups(items: readonly PaletteItem[]): readonly PaletteItem[] {
  return groupsOf(items).flatMap((group) => items.filter((item) => item.group === group));
}

/** The group of the best comes first. */
function groupsOf(items: readonly PaletteItem[]): readonly PaletteItem['group'][] {
  return [...new Set(items.map(({ group }) => group))];
}
