import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
} from 'react';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';
import { Icon, type IconName } from './icons.tsx';
import styles from './Menu.module.css';

/** One thing a menu offers. */
export interface MenuItem {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly icon?: IconName;
  /** As it stands on the keyboard. */
  readonly keyText?: string | undefined;
  /** Set for one of several of which one is chosen, or, where the list stays open, of which any number is. */
  readonly isChecked?: boolean;
  readonly staysOpen?: boolean;
  /** What a small button beside it does, such as to take it off the list; the label begins with a verb. */
  readonly beside?: { readonly label: string; readonly icon: IconName; readonly run: () => void } | undefined;
  readonly run: () => void;
}

/** Items under one heading. */
interface MenuSection {
  readonly title: string;
  readonly items: readonly MenuItem[];
}

interface MenuProps {
  /** What the button says to those who listen. */
  readonly label: string;
  readonly icon?: IconName;
  readonly children?: string;
  readonly sections: readonly MenuSection[];
  readonly isAtEnd?: boolean;
  /** Whether the last section, which is long, stands beside the others where there is room. */
  readonly isLastBeside?: boolean;
  /** Whether the list lies over everything, above the button where there is more room: for a place that cuts off what is too large. */
  readonly isOver?: boolean;
}

/** A button with a list of things to do; arrows move, Escape closes and gives the focus back. */
export function Menu(props: MenuProps) {
  const { label, icon, children, sections, isAtEnd = false, isLastBeside = false, isOver = false } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [place, setPlace] = useState<CSSProperties>({});
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();

  useEffect(() => {
    if (!isOpen) return undefined;
    box.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setIsOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  useLayoutEffect(() => {
    if (!isOpen || !isOver) return undefined;
    const follow = (): void => setPlace(placeBeside(box.current, isAtEnd));
    follow();
    // Also out of a pane that would be what it is placed in.
    const list = box.current?.querySelector<HTMLElement>('[popover]') ?? null;
    if (list !== null && 'showPopover' in list) list.showPopover();
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  }, [isOpen, isOver, isAtEnd]);

  const close = (): void => {
    setIsOpen(false);
    box.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };

  const move = (event: KeyboardEvent): void => {
    const items = Array.from(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? []);
    const at = items.findIndex((item) => item === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[
      event.key
    ];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    if (next === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) items[next % items.length]?.focus();
  };

  return (
    <div ref={box} className={classNames(styles.menu, isAtEnd && styles.atEnd)}>
      <Button
        look="plain"
        className={styles.trigger}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-label={children === undefined || label.includes(children) ? label : `${label}: ${children}`}
        title={label}
        {...(icon === undefined ? {} : { icon })}
        onClick={() => setIsOpen(!isOpen)}
      >
        {children !== undefined && <span className={styles.label}>{children}</span>}
        {children !== undefined && <Icon name="chevronDown" size={12} />}
      </Button>
      {isOpen && (
        <div
          id={listId}
          role="menu"
          tabIndex={-1}
          aria-label={label}
          className={classNames(styles.list, isLastBeside && styles.beside, isOver && styles.over)}
          style={isOver ? place : undefined}
          popover={isOver ? 'manual' : undefined}
          onKeyDown={move}
        >
          {sections.map((section) => (
            <fieldset key={section.title} aria-label={section.title} className={styles.section}>
              <div className={styles.heading} aria-hidden="true">
                {section.title}
              </div>
              {section.items.map((item, index) => (
                // Two may have one title.
                // oxlint-disable-next-line react/no-array-index-key
                <MenuRow key={`${index} ${item.title}`} item={item} close={close} />
              ))}
            </fieldset>
          ))}
        </div>
      )}
    </div>
  );
}

const EDGE = 8;

/** Where a list that lies over everything goes: below its button or above it, as high as there is room. */
function placeBeside(box: HTMLElement | null, isAtEnd: boolean): CSSProperties {
  if (box === null) return {};
  const { top, bottom, left, right } = box.getBoundingClientRect();
  const below = window.innerHeight - bottom;
  const side = isAtEnd ? { right: Math.max(EDGE, window.innerWidth - right) } : { left };
  return below >= top
    ? { ...side, top: bottom + 4, maxHeight: below - EDGE - 4 }
    : { ...side, bottom: window.innerHeight - top + 4, maxHeight: top - EDGE - 4 };
}

function MenuRow({ item, close }: { readonly item: MenuItem; readonly close: () => void }) {
  const { title, detail, icon, keyText, isChecked, staysOpen = false, run } = item;
  const choose = (deed: () => void) => (): void => {
    close();
    deed();
  };
  const button = (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : staysOpen ? 'menuitemcheckbox' : 'menuitemradio'}
      aria-checked={isChecked}
      className={styles.item}
      onClick={staysOpen ? run : choose(run)}
    >
      {staysOpen && (
        <span className={styles.tick}>{isChecked === true && <Icon name="check" size={14} />}</span>
      )}
      {icon !== undefined && <Icon name={icon} />}
      <span className={styles.text}>
        {title}
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
      {keyText !== undefined && <kbd className={styles.key}>{keyText}</kbd>}
    </button>
  );
  if (item.beside === undefined) return button;
  return (
    <div role="none" className={styles.pair}>
      {button}
      <button
        type="button"
        role="menuitem"
        aria-label={item.beside.label}
        title={item.beside.label}
        className={styles.item}
        onClick={choose(item.beside.run)}
      >
        <Icon name={item.beside.icon} size={12} />
      </button>
    </div>
  );
}
