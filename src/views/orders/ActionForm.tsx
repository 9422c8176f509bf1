import { lazy, Suspense, useMemo, useState, type FormEvent, type ReactNode } from 'react';
import type { ActionDefinition } from '../../domain/actions/defineAction.ts';
import type { Fields } from '../../domain/actions/fields.ts';
import type { Action } from '../../domain/actions/registry.ts';
import type { Pair } from '../../domain/pair.ts';
import { useScene } from '../../store/scene.ts';
import { useApp, useAppStore } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { ActionFields } from './ActionFields.tsx';
import styles from './ActionForm.module.css';
import { readForm, without, type FormReading, type FormValues } from './actionForm.ts';
import type { ChunksField } from './ChunksField.tsx';
import { partFields, wordsOfMore } from './moreFields.ts';
import { PastNote, PastSuffix } from './PastNote.tsx';
import { PreviewLines } from './PreviewLines.tsx';

const LazyNeedSum = lazy(async () => ({ default: (await import('./NeedSum.tsx')).NeedSum }));

interface ActionFormProps {
  readonly definition: ActionDefinition;
  readonly pair: Pair;
  /** Fields that the form does not ask for. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Optional fields that are left out. */
  readonly hidden?: ReadonlySet<string>;
  /** Optional fields that are not to be left out now. */
  readonly needed?: ReadonlySet<string>;
  readonly values: FormValues;
  readonly onValues: (values: FormValues) => void;
  /** Words on the button; the action is `null` while the form is incomplete. */
  readonly submitTitle: (action: Action | null) => string;
  /** What the form itself refuses of a well-formed action, by field, or `null`. */
  readonly check?: (action: Action) => FormReading['errors'] | null;
  readonly onDone?: () => void;
  readonly onCancel?: () => void;
  readonly asides?: Readonly<Record<string, ReactNode>>;
  readonly placeholders?: Readonly<Record<string, string>>;
  /** Says what the form does in place of the definition's summary. */
  readonly summary?: string;
  readonly notes?: Readonly<Record<string, string>>;
  readonly blockedChoices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly remaining?: string;
  /** Draws the parts of a split, which most forms do without. */
  readonly Chunks?: typeof ChunksField;
}

const NONE_HIDDEN: ReadonlySet<string> = new Set();

/** A form made from an action's definition, with what it would write shown while it is filled in ([A1], [A2]). */
export function ActionForm(props: ActionFormProps) {
  const { definition, pair, fixed, hidden = NONE_HIDDEN, values, onValues } = props;
  const { summary = definition.summary, check, submitTitle, onDone, onCancel } = props;
  const { asides, placeholders, notes, needed, blockedChoices, remaining, Chunks } = props;
  const store = useAppStore();
  const player = useApp((state) => state.player);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [wasSent, setWasSent] = useState(false);
  const { main, more } = useMemo(() => partFields(definition.fields, hidden), [definition, hidden]);
  const words = wordsOfMore(more, values);
  // What goes out with the order is never folded away by itself.
  const [showsMore, setShowsMore] = useState(words !== '');

  const read = useMemo(
    () => readForm(definition, without(values, hidden), fixed),
    [definition, values, hidden, fixed],
  );
  const refused = (read.action === null ? null : check?.(read.action)) ?? null;
  const action = refused === null ? read.action : null;
  const errors = refused ?? read.errors;
  const scene = useScene(action !== null);
  const preview = useMemo(
    () => (action === null || scene === null ? null : scene.player.preview(scene.stepOf({ action }))),
    [action, scene],
  );
  const isUntouched = touched.size === 0 && (values.removed ?? []).length === 0;
  const isShown = (name: string): boolean =>
    refused !== null || wasSent || (touched.has(name) && values.texts[name] !== '');
  const shown = Object.fromEntries(Object.entries(errors).filter(([name]) => isShown(name)));
  // Nobody looks for it among what most orders leave alone.
  const missing = Object.keys(errors).find((name) => name in more && !isShown(name));
  const isUnchanged = isUntouched && preview?.denial?.code === 'NOTHING_CHANGES';
  const change = (name: string, text: string): void => {
    const removed = (values.removed ?? []).filter((other) => other !== name);
    onValues({ ...values, texts: { ...values.texts, [name]: text }, removed });
    setTouched((known) => new Set([...known, name]));
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(action === null);
    if (Object.keys(errors).some((name) => name in more)) setShowsMore(true);
    if (action === null) return;
    store.getState().actHere(definition.title, { action });
    setTouched(new Set());
    onDone?.();
  };
  const common = {
    ...(asides === undefined ? {} : { asides }),
    ...(placeholders === undefined ? {} : { placeholders }),
    ...(notes === undefined ? {} : { notes }),
    ...(Chunks === undefined ? {} : { Chunks }),
    ...(needed === undefined ? {} : { needed }),
    ...(blockedChoices === undefined ? {} : { blockedChoices }),
    remaining,
    values,
    errors: shown,
    onChange: change,
    onChunks: (chunks: FormValues['chunks']) => onValues({ ...values, chunks }),
    pair,
    pairCodes: player.journal.header.pairs.map(({ code }) => code),
  };
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <p className={styles.summary}>{summary}</p>
      <ActionFields fields={main} {...common} />
      {Object.keys(more).length > 0 && (
        <details
          className={styles.more}
          open={showsMore}
          onToggle={(event) => setShowsMore(event.currentTarget.open)}
        >
          <summary>More: {words === '' ? `${firstLabelOf(more)} …` : words}</summary>
          {showsMore && <ActionFields fields={more} {...common} />}
        </details>
      )}
      {shown[''] !== undefined && <p className={styles.error}>{shown['']}</p>}
      {missing !== undefined && <p className={styles.error}>{errors[missing]}</p>}
      {preview !== null && !isUnchanged && <PreviewLines preview={preview} />}
      {action !== null && scene !== null && preview?.denial?.code === 'INSUFFICIENT_AVAILABLE' && (
        <Suspense fallback={null}>
          <LazyNeedSum action={action} scene={scene} denial={preview.denial} />
        </Suspense>
      )}
      <PastNote />
      <div className={styles.buttons}>
        {onCancel !== undefined && <Button onClick={onCancel}>Back</Button>}
        <Button
          type="submit"
          look="primary"
          className={styles.send}
          blocked={isUnchanged ? 'Nothing is changed yet: give a new value first' : null}
        >
          {submitTitle(action)}
          {preview !== null && preview.denial !== null && !isUnchanged && ' anyway'}
          <PastSuffix />
        </Button>
      </div>
    </form>
  );
}

function firstLabelOf(fields: Fields): string {
  return Object.values(fields)[0]?.label.toLowerCase() ?? '';
}
