import { useContext, useState } from 'react';
import { useApp, useWorld } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/commands.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatNumber } from '../ui/formatNumber.ts';
import { ListRow } from '../ui/ListRow.tsx';
import { PICTURES, PicturesContext } from '../ui/pictures.ts';
import { Toggle } from '../ui/Toggle.tsx';
import { useFileWriting } from '../ui/useFileWriting.ts';
import styles from './ExportDialog.module.css';
import { EXPORTS } from './exportFiles.ts';

const PICTURE_FORMATS = ['svg', 'png'] as const;

/** Everything that can be taken out of the page as a file: what was recorded, the scenario, and the pictures that are shown. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { recording, cursor, entries, moment } = useWorld();
  const isRun = useApp((state) => state.shownRun !== null);
  const pictures = useContext(PicturesContext);
  const { share, start, cancel } = useFileWriting();
  const [isAtMoment, setIsAtMoment] = useState(false);
  const { journal, scenario } = recording;
  const lines = journal.transactions.length;
  const seq = isAtMoment ? journal.seqAt(moment) : lines;
  return (
    <Dialog title="Export" onClose={onClose}>
      <p className={styles.what}>
        <strong>{scenario.name}</strong>
        <span className={styles.detail}>
          {seq < lines ? `${formatNumber(String(seq))} of ` : ''}
          {lines === 1 ? '1 line' : `${formatNumber(String(lines))} lines`}
        </span>
      </p>
      {cursor < entries && (
        <Toggle
          label={`Only up to this moment, ${cursor} of ${entries}`}
          checked={isAtMoment}
          onChange={setIsAtMoment}
        />
      )}
      <ul className={styles.list}>
        {EXPORTS.map(({ title, detail, formats }) => (
          <ListRow key={title} title={title} detail={detail}>
            {formats.map(({ name, file }) => (
              <Button
                key={name}
                aria-label={`${title} as ${name}`}
                blocked={share === null ? null : 'Another file is being written'}
                onClick={() => start(file(recording, seq))}
              >
                {name}
              </Button>
            ))}
          </ListRow>
        ))}
        {!isRun && (
          <ListRow title="Scenario" detail="What was done, to be opened again: here, or in the terminal">
            <CommandButton id="saveFile" look="normal">
              File
            </CommandButton>
            <CommandButton id="share" look="normal">
              Link…
            </CommandButton>
          </ListRow>
        )}
        {Array.from(pictures?.shown.keys() ?? [], (kind) => (
          <ListRow key={kind} title={titleOf(PICTURES[kind])} detail="The picture as it is shown now">
            {PICTURE_FORMATS.map((format) => (
              <Button
                key={format}
                aria-label={`${titleOf(PICTURES[kind])} as ${format.toUpperCase()}`}
                onClick={() => pictures?.save(kind, format)}
              >
                {format.toUpperCase()}
              </Button>
            ))}
          </ListRow>
        ))}
      </ul>
      {share !== null && (
        <p className={styles.writing} aria-live="polite">
          Writing {Math.floor(share * 100)} %<Button onClick={cancel}>Stop</Button>
        </p>
      )}
    </Dialog>
  );
}

/** `the life cycle` as a title. */
function titleOf(name: string): string {
  const bare = name.replace(/^the /, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
