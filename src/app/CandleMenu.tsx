import { useContext } from 'react';
import { MADE_UP_MARKETS } from '../store/marketTitles.ts';
import { pairInFocusOf } from '../store/selectors.ts';
import { useAppStore } from '../store/useApp.ts';
import { CommandsContext } from '../ui/commands.tsx';
import { Menu } from '../ui/Menu.tsx';

const CHARACTERS = Object.keys(MADE_UP_MARKETS) as readonly (keyof typeof MADE_UP_MARKETS)[];

/** Where bars come from when there are none: a made-up market, or a file. */
export function CandleMenu() {
  const store = useAppStore();
  const { list } = useContext(CommandsContext);
  const begin = async (character: (typeof CHARACTERS)[number]): Promise<void> => {
    const { madeUpFeed } = await import('../store/madeUpMarket.ts');
    const state = store.getState();
    state.importCandles(madeUpFeed(state, pairInFocusOf(state), character));
    store.getState().feedBar();
  };
  return (
    <Menu
      label="Bars to play"
      icon="candles"
      isAtEnd
      sections={[
        {
          title: 'A made-up market',
          items: CHARACTERS.map((character) => ({
            title: MADE_UP_MARKETS[character],
            run: () => void begin(character),
          })),
        },
        {
          title: 'From a file',
          items: [
            {
              title: 'Candles as CSV…',
              icon: 'open',
              run: () => list.find(({ id }) => id === 'openFile')?.run(),
            },
          ],
        },
      ]}
    >
      Bars
    </Menu>
  );
}
