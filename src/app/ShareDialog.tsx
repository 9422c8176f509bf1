import { useEffect, useRef, useState } from 'react';
import { barsLeftOf, cursorOf, entryCountOf } from '../store/selectors.ts';
import { THEMES, type Theme } from '../store/state.ts';
import { useApp, useAppStore } from '../store/useApp.ts';
import { CommandButton } from '../ui/commands.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { formatNumber } from '../ui/formatNumber.ts';
import { Icon } from '../ui/icons.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { EMBED_PANES, embedCode, embedQuery, type EmbedPane } from './embedAddress.ts';
import { linkAddressOf } from './place.ts';
import { pageAddress, scenarioLink, sharedPlace } from './shareAddress.ts';
import styles from './ShareDialog.module.css';

/** Some programs cut longer links off. */
const SAFE_LENGTH = 8000;

const PANE_TITLES: Readonly<Record<EmbedPane, string>> = {
  lifecycle: 'Life cycle',
  charts: 'Charts',
  ledger: 'Ledger',
  inspector: 'Inspector',
};
const THEME_TITLES: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};

/** Hands the scenario on: as a link that holds all of it, as a file, or inside another page. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const state = useAppStore().getState();
  const moment = useApp(cursorOf);
  const entries = useApp(entryCountOf);
  const barsLeft = useApp(barsLeftOf);
  const [link, setLink] = useState<string | null>(null);
  const [isAtMoment, setIsAtMoment] = useState(moment < entries);
  useEffect(() => {
    let isWanted = true;
    const make = async (): Promise<void> => {
      const text = await scenarioLink(state);
      if (isWanted) setLink(text);
    };
    void make();
    return () => {
      isWanted = false;
    };
  }, [state]);
  const hash = link === null ? null : linkAddressOf({ link, ...sharedPlace(state, isAtMoment) });
  return (
    <Dialog title="Share" onClose={onClose}>
      <div className={styles.share}>
        <LinkPart address={hash === null ? '' : pageAddress() + hash} />
        <Toggle
          label={`Open at this moment, ${moment} of ${entries}`}
          checked={isAtMoment}
          onChange={setIsAtMoment}
        />
        {barsLeft > 0 && (
          <p className={styles.note}>
            {barsLeft === 1 ? '1 bar that has' : `${formatNumber(String(barsLeft))} bars that have`} not been
            played yet {barsLeft === 1 ? 'is' : 'are'} not part of the scenario, so neither the link nor the
            file takes {barsLeft === 1 ? 'it' : 'them'} along.
          </p>
        )}
        <div className={styles.file}>
          <CommandButton id="saveFile" look="normal">
            Save as a file
          </CommandButton>
          <span className={styles.note}>The same scenario, for anybody’s “Open”.</span>
        </div>
        <EmbedPart hash={hash} />
      </div>
    </Dialog>
  );
}

function LinkPart({ address }: { readonly address: string }) {
  const input = useRef<HTMLInputElement>(null);
  const length = formatNumber(String(address.length));
  return (
    <div className={styles.part}>
      <Field
        label="Link"
        help={
          address === ''
            ? 'It is being made …'
            : `The whole scenario is in these ${length} characters. Whoever opens them gets a copy; yours stays as it is.`
        }
      >
        {(control) => (
          <span className={styles.row}>
            <input
              {...control}
              ref={input}
              className={styles.code}
              readOnly
              value={address}
              onFocus={(event) => event.target.select()}
            />
            <CopyButton
              look="primary"
              label="Copy the link"
              text={address}
              onRefused={() => input.current?.focus()}
            />
          </span>
        )}
      </Field>
      {address.length > SAFE_LENGTH && (
        <p className={styles.warning}>
          <Icon name="alert" size={14} />
          This link is so long that some programs cut it off. The file holds the same and always arrives
          whole.
        </p>
      )}
    </div>
  );
}

/** The code for a page of one's own, made anew with each choice. */
function EmbedPart({ hash }: { readonly hash: string | null }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [panes, setPanes] = useState<readonly EmbedPane[]>(['lifecycle', 'ledger']);
  const [hasTransport, setHasTransport] = useState(true);
  const [theme, setTheme] = useState<Theme>('system');
  const code =
    hash === null ? '' : embedCode(pageAddress() + embedQuery({ panes, hasTransport, theme }) + hash);
  const choose = (pane: EmbedPane, isChosen: boolean): void =>
    setPanes(EMBED_PANES.filter((each) => (each === pane ? isChosen : panes.includes(each))));
  return (
    <fieldset className={styles.embed}>
      <legend className={styles.legend}>In a page or slides of your own</legend>
      <div className={styles.choices}>
        {EMBED_PANES.map((pane) => (
          <Toggle
            key={pane}
            label={PANE_TITLES[pane]}
            checked={panes.includes(pane)}
            onChange={(isChosen) => choose(pane, isChosen)}
          />
        ))}
        <Toggle label="Transport" checked={hasTransport} onChange={setHasTransport} />
      </div>
      <SegmentedControl
        label="Light or dark"
        options={THEMES.map((value) => ({ value, title: THEME_TITLES[value] }))}
        value={theme}
        onChange={setTheme}
      />
      <Field
        label="Code"
        help="It keeps nothing in the visitor’s browser."
        error={panes.length === 0 ? 'Choose at least one pane.' : undefined}
      >
        {(control) => (
          <span className={styles.row}>
            <textarea
              {...control}
              ref={area}
              className={styles.code}
              rows={4}
              readOnly
              spellCheck={false}
              value={panes.length === 0 ? '' : code}
              onFocus={(event) => event.target.select()}
            />
            <CopyButton
              label="Copy the code"
              text={panes.length === 0 ? '' : code}
              onRefused={() => area.current?.focus()}
            />
          </span>
        )}
      </Field>
    </fieldset>
  );
}
