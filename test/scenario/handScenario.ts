import { createRandom } from '../../src/market/random.ts';
import type { Scenario, Step } from '../../src/scenario/format.ts';
import { venueScenario } from '../../src/scenario/presets.ts';

const MINUTE_MS = 60_000;
const PAIR = 'BTCUSD';
const VOLUMES = ['0.1', '0.25', '0.5', '1', '1.2', '2'];

/**
 * What somebody does by hand, one thing a minute: orders of every kind, fills, changes, cancels and moves of the price. Numbers are
 * `round` as people type them, or `rough`: to the cent, none like another.
 */
export function handScenario(count: number, numbers: 'round' | 'rough'): Scenario {
  const random = createRandom('by hand');
  const begun = venueScenario('cryptoSpot', '100000', '48000');
  const steps: Step[] = [...begun.steps];
  let atMs = Date.parse(steps[0]?.at ?? '');
  let last = 48_000;
  let orders = 0;
  const price = (): string => {
    const near = last * (0.985 + random.next() * 0.03);
    return numbers === 'rough' ? near.toFixed(2) : String(Math.round(near / 50) * 50);
  };
  const volume = (): string =>
    numbers === 'rough'
      ? String(Number((random.next() * 3 + 0.0001).toFixed(4)))
      : (VOLUMES[Math.floor(random.next() * VOLUMES.length)] ?? '1');
  const order = (): string => `O-${Math.max(1, orders - Math.floor(random.next() * 6))}`;
  const create = (): { pair: string; direction: 'buy' | 'sell'; volume: string } => {
    orders += 1;
    return { pair: PAIR, direction: random.next() < 0.5 ? 'buy' : 'sell', volume: volume() };
  };
  const deed = (): Step extends infer S ? (S extends Step ? Omit<S, 'at'> : never) : never => {
    const chance = random.next();
    if (chance < 0.32) return { action: { type: 'CREATE_SPOT_LIMIT', ...create(), price: price() } };
    if (chance < 0.4) return { action: { type: 'CREATE_SPOT_MARKET', ...create() } };
    if (chance < 0.46) {
      const triggerPrice = price();
      return { action: { type: 'CREATE_SPOT_LIMIT', ...create(), price: price(), triggerPrice } };
    }
    if (chance < 0.6) return { action: { type: 'MODIFY_SPOT_LIMIT', order: order(), price: price() } };
    if (chance < 0.65) {
      const chunks = [{ volume: volume() }, { volume: volume(), price: price() }];
      return { action: { type: 'SPLIT_SPOT_LIMIT', order: order(), chunks } };
    }
    if (chance < 0.75) return { action: { type: 'CANCEL_SPOT_LIMIT', order: order() } };
    if (chance < 0.88) return { fill: { order: order(), volume: volume(), price: price() } };
    if (chance < 0.97) {
      last = Number(price());
      return { price: { pair: PAIR, last: last.toFixed(2) } };
    }
    return { adjust: { asset: 'USD', amount: String(Math.ceil(random.next() * 100) * 100) } };
  };
  while (steps.length < count) {
    atMs += MINUTE_MS;
    steps.push({ at: new Date(atMs).toISOString().replace('.000Z', 'Z'), ...deed() });
  }
  return { ...begun, name: 'By hand', steps };
}
