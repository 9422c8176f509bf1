import { useState, type ReactNode } from 'react';
import { cursorOf } from '../store/selectors.ts';
import { useApp } from '../store/useApp.ts';
import { Icon } from '../ui/icons.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { OrderHeader } from '../views/orders/OrderHeader.tsx';
import { Transport } from '../views/transport/Transport.tsx';
import { BoundLedger, BoundLifecycle } from './boundViews.tsx';
import type { Embed, EmbedPane } from './embedAddress.ts';
import styles from './EmbedShell.module.css';
import { InTurn } from './InTurn.tsx';
import { linkAddressOf, linkedPlaceOf } from './place.ts';
import { Charts, InspectorPane } from './Shell.tsx';
import { Slot } from './Slot.tsx';

const TITLES: Readonly<Record<EmbedPane, string>> = {
  lifecycle: 'Life cycle',
  charts: 'Charts',
  ledger: 'Ledger',
  inspector: 'Inspector',
};

/** The page within another: the panes that were chosen, one above the other or, where it is low, behind tabs. */
export function EmbedShell({ embed }: { readonly embed: Embed }) {
  const { panes, hasTransport } = embed;
  const [first] = panes;
  const [tab, setTab] = useState(first);
  const isLow = useMediaQuery('(height < 640px)');
  const hasTabs = isLow && panes.length > 1;
  return (
    <div className={styles.embed}>
      <header className={styles.head}>
        {hasTabs && tab !== undefined ? (
          <Tabs
            label="Views"
            tabs={panes.map((value) => ({ value, title: TITLES[value], panelId: `panel-${value}` }))}
            value={tab}
            onChange={setTab}
          />
        ) : (
          <Name />
        )}
        <OpenWhole />
      </header>
      <main className={styles.panes} data-printed>
        {hasTabs && tab !== undefined ? (
          <div
            id={`panel-${tab}`}
            role="tabpanel"
            aria-labelledby={`panel-${tab}-tab`}
            className={styles.panel}
          >
            {PANES[tab]}
          </div>
        ) : (
          panes.map((pane) => (
            <div key={pane} className={styles.panel}>
              {PANES[pane]}
            </div>
          ))
        )}
      </main>
      {hasTransport && <Transport isSlim />}
    </div>
  );
}

const PANES: Readonly<Record<EmbedPane, ReactNode>> = {
  lifecycle: (
    <>
      <InTurn>
        <OrderHeader />
      </InTurn>
      <Slot id="lifecycle" title="Life cycle" className={styles.lifecycle}>
        <BoundLifecycle />
      </Slot>
    </>
  ),
  charts: <Charts />,
  ledger: (
    <Slot id="ledger" title="Ledger" className={styles.filling}>
      <BoundLedger />
    </Slot>
  ),
  inspector: <InspectorPane />,
};

function Name() {
  const name = useApp((state) => state.player.scenario.name);
  return <h1 className={styles.name}>{name}</h1>;
}

/** Leads to the same scenario at the same moment, where things can be done to it. */
function OpenWhole() {
  const at = useApp(cursorOf);
  const order = useApp((state) => state.chosenOrder);
  const { hash, href } = window.location;
  const link = linkedPlaceOf(hash)?.link;
  const whole = href.replace(/[?#].*$/s, '') + (link === undefined ? '' : linkAddressOf({ link, at, order }));
  return (
    <a className={styles.open} title="Open in Orderscope" href={whole} target="_blank" rel="noopener">
      <span className={styles.openWords}>Open in Orderscope</span>
      <Icon name="jump" size={12} />
    </a>
  );
}
