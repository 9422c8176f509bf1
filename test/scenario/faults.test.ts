import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../src/scenario/examples/registry.ts';
import { FAULT_NAMES, type FaultName } from '../../src/scenario/faultNames.ts';
import { injecting, releaseNear, type FaultyCopy } from '../../src/scenario/faults.ts';
import { play, type Player } from '../../src/scenario/play.ts';
import { bytesOf } from '../engine/journalBytes.ts';
import { randomCase, RandomPlay } from '../engine/randomScenario.ts';
import { randomTrades, TradePlay } from '../engine/randomTrades.ts';
import { Stage } from '../engine/stage.ts';

const RUNS = 150;
const MAX_DEEDS = 60;
const TIMEOUT_MS = 60_000;

function inject(player: Player, fault: FaultName, seq = player.journal.transactions.length): FaultyCopy {
  const work = injecting(player, fault, seq);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The worked example: 100,000 USD, a limit buy of 2 at 48,000 of which 1.2 fill at 47,900. */
function bought(): Player {
  const stage = new Stage({ fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }] });
  stage.limit('buy', '2', '48000');
  stage.fill('O-1', '1.2', '47900');
  return stage.player;
}

/** Three fills of 1 at 1.00 with a fee of 0.1 %: together 0.003, each by itself 0.001. */
function smallFills(): Player {
  const stage = new Stage({ fees: [{ type: 'PERCENT_OF_NOTIONAL', timing: 'ON_FILL', amount: '0.001' }] });
  stage.limit('buy', '3', '1');
  for (let fill = 0; fill < 3; fill += 1) stage.fill('O-1', '1', '1');
  return stage.player;
}

describe('faults in a copy of the ledger', () => {
  it('[L5] a dropped release: more stays unavailable than orders hold, from its entry on', () => {
    const player = bought();
    const last = player.journal.transactions.length;
    expect(player.transactions.get(last).type).toBe('RETURN_MARGIN');
    const { journal, differences, changed } = inject(player, 'dropRelease');
    expect(changed).toBe(1);
    expect(journal.transactions.length).toBe(last - 1);
    expect(differences).toEqual([
      { rule: 'L5', seq: last - 1, account: 'main', asset: 'USD', expected: '38438.40', found: '38558.52' },
    ]);
  });

  it('[L5] [L7] each fill rounded by itself: fees of three fills overspend what was reserved for them', () => {
    const { differences, journal } = inject(smallFills(), 'roundEachFill');
    const usd = { account: 'main', asset: 'USD' };
    expect(differences).toContainEqual({ rule: 'L7', seq: 9, ...usd, expected: '0.00', found: '0.01' });
    expect(differences).toContainEqual({ rule: 'L5', seq: 9, ...usd, expected: '1.00', found: '0.99' });
    expect(differences).toContainEqual({ rule: 'L4', seq: 12, ...usd, expected: '0.00', found: '-0.02' });
    expect(journal.transactions.length).toBe(12);
  });

  it('[L9] a time that leaves out what happens at it: the balance read then is the one before', () => {
    const player = bought();
    const { seqAtTime, differences, changed } = inject(player, 'excludeTime');
    const { timeMs } = player.journal.entries.columns;
    const last = timeMs[player.journal.entries.length - 1] ?? 0;
    expect(seqAtTime(last)).toBe(player.journal.seqAt({ timeMs: last - 1 }));
    expect(changed).toBe(3);
    expect(differences[0]).toEqual({
      rule: 'L9',
      seq: 1,
      account: 'main',
      asset: 'USD',
      expected: '100000.00',
      found: '0.00',
    });
  });

  it('drops the release at the moment, or else the nearest before it, or else the first', () => {
    const { journal } = play(EXAMPLES['busy-day'].scenario);
    const releases = Array.from({ length: journal.transactions.length }, (_, row) => row + 1).filter(
      (seq) => journal.transactions.columns.type[seq - 1] === 1,
    );
    const [first = 0, second = 0] = releases;
    expect(releaseNear(journal, 0)).toBe(first);
    expect(releaseNear(journal, second)).toBe(second);
    expect(releaseNear(journal, second - 1)).toBe(first);
    expect(releaseNear(new Stage().journal, 1)).toBeNull();
  });

  it.each(FAULT_NAMES)('%s leaves the journal itself as it was, byte for byte', (fault) => {
    for (const { scenario } of Object.values(EXAMPLES)) {
      const player = play(scenario);
      const before = bytesOf(player.journal);
      inject(player, fault);
      expect(bytesOf(player.journal)).toEqual(before);
    }
  });

  it.each(FAULT_NAMES)(
    '[L11] reconciling names %s wherever it changes anything, in random worlds',
    (fault) => {
      let named = 0;
      const holds = (player: Player, share: number): void => {
        const seq = Math.round((share / 100) * player.journal.transactions.length);
        const { changed, differences } = inject(player, fault, seq);
        if (changed > 0) named += 1;
        expect(differences.length > 0).toBe(changed > 0);
      };
      const share = integer({ min: 0, max: 100 });
      assert(
        property(randomCase(MAX_DEEDS), share, (random, at) => {
          const playing = new RandomPlay(random);
          for (const deed of random.deeds) playing.do(deed);
          holds(playing.player, at);
        }),
        { numRuns: RUNS },
      );
      assert(
        property(randomTrades(MAX_DEEDS), share, (random, at) => {
          const playing = new TradePlay(random);
          for (const deed of random.deeds) playing.do(deed);
          holds(playing.player, at);
        }),
        { numRuns: RUNS },
      );
      expect(named).toBeGreaterThan(5);
    },
    TIMEOUT_MS,
  );
});
