import { useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './ChartFrame.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PictureMenu } from './PictureMenu.tsx';
import type { PictureKind } from './pictures.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { useElementSize, type ElementSize } from './useElementSize.ts';

interface ChartFrameProps {
  readonly title: string;
  /** What the picture shows now: read aloud in its place, and shown beside the title as far as its parts, ended by `; `, have room. */
  readonly summary: string;
  /** Draws the chart once its size is known. */
  readonly children: (size: ElementSize) => ReactNode;
  /** What the picture is called when it is saved. */
  readonly picture: PictureKind;
  /** The same data as a table. */
  readonly table: () => ReactNode;
  /** What stands before the title. */
  readonly lead?: ReactNode;
  /** Whether that says the title already. */
  readonly isTitleLed?: boolean;
  /** More controls beside the toggle. */
  readonly toolbar?: ReactNode;
}

/** A chart with its title, its sentence, and its data as a table one press away. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, summary, children, picture, table, lead, isTitleLed = false, toolbar } = props;
  const [showsTable, setShowsTable] = useState(false);
  const [ref, size] = useElementSize<HTMLDivElement>();
  const drawn = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const summaryId = useId();
  return (
    <figure className={styles.frame} aria-labelledby={titleId} aria-describedby={summaryId}>
      <figcaption className={styles.head}>
        {lead}
        <span className={styles.titles}>
          <strong id={titleId} className={styles.title}>
            {isTitleLed ? <VisuallyHidden>{title}</VisuallyHidden> : title}
          </strong>
          <span id={summaryId} className={styles.summary} title={summary}>
            {summary.split('; ').map((part, place) => (
              <span key={part} className={styles.part}>
                {place > 0 && '; '}
                {part}
              </span>
            ))}
          </span>
        </span>
        {toolbar}
        {!showsTable && <PictureMenu kind={picture} picture={drawn} title={title} note={summary} />}
        <Button
          look="plain"
          icon={showsTable ? 'chart' : 'table'}
          aria-label={`${title} as a table`}
          title={showsTable ? 'Show the chart' : 'Show the data as a table'}
          aria-pressed={showsTable}
          onClick={() => setShowsTable(!showsTable)}
        />
      </figcaption>
      {showsTable ? (
        // What scrolls is reached by keyboard, so that it can be scrolled.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className={styles.table} tabIndex={0} aria-label={`${title}: data`}>
          {table()}
        </section>
      ) : (
        <div ref={ref} className={styles.plot}>
          <ErrorBoundary what={`The chart “${title}”`} resetKey={summary}>
            <div ref={drawn} className={styles.drawn}>
              {size.width > 0 && size.height > 0 && children(size)}
            </div>
          </ErrorBoundary>
        </div>
      )}
    </figure>
  );
}
