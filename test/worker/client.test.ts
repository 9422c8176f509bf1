import { describe, expect, it, vi } from 'vitest';
import { columnBuffers } from '../../src/market/candles.ts';
import type { BacktestRequest, RunListener } from '../../src/scenario/backtest.ts';
import { syntheticCandles, type SyntheticOptions } from '../../src/market/synthetic.ts';
import { createRunClient } from '../../src/worker/client.ts';
import type { FromWorker, ToWorker } from '../../src/worker/protocol.ts';

/** The other side of a client, played by the test. */
class PretendWorker {
  readonly told: ToWorker[] = [];
  /** What was handed over with each. */
  readonly given: (readonly Transferable[])[] = [];
  isTerminated = false;
  readonly #heard = new Map<string, (event: never) => void>();

  postMessage(message: ToWorker, given: readonly Transferable[]): void {
    this.told.push(message);
    this.given.push(given);
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.#heard.set(type, listener);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  say(message: FromWorker): void {
    this.#heard.get('message')?.({ data: message } as never);
  }
  breakDown(message: string): void {
    this.#heard.get('error')?.({ message } as never);
  }
}

const REQUEST = { scenario: {}, candles: [] } as unknown as BacktestRequest;
const RESULT = {} as never;
const MARKET: SyntheticOptions = {
  seed: 1,
  character: 'range',
  bars: 10,
  startTimeMs: 0,
  stepMs: 60_000,
  startPrice: 10_000,
};

function listen() {
  return {
    onProgress: vi.fn<RunListener['onProgress']>(),
    onEnd: vi.fn<RunListener['onEnd']>(),
    onFailure: vi.fn<RunListener['onFailure']>(),
  };
}

function setUp() {
  const workers: PretendWorker[] = [];
  const start = createRunClient(() => {
    const worker = new PretendWorker();
    workers.push(worker);
    return worker as never;
  });
  return { workers, start };
}

describe('the client of the worker', () => {
  it('starts a worker with the first run, and keeps it for the next', () => {
    const { workers, start } = setUp();
    expect(workers).toHaveLength(0);
    start(REQUEST, listen());
    workers[0]?.say({ kind: 'ended', run: 1, result: RESULT, isCancelled: false, tookMs: 5 });
    start(REQUEST, listen());
    expect(workers).toHaveLength(1);
    expect(workers[0]?.told).toMatchObject([
      { kind: 'run', run: 1 },
      { kind: 'run', run: 2 },
    ]);
  });

  it('gives away a copy of the candles that the page goes on using, and calls a run off once it was told', async () => {
    const { workers, start } = setUp();
    const columns = syntheticCandles({ ...MARKET, bars: 100 }).toColumns();
    const own = { kind: 'columns', pair: 'ETHUSD', columns } as const;
    const cancel = start({ ...REQUEST, candles: [own] }, listen());
    cancel();
    await vi.waitFor(() => expect(workers[0]?.told).toHaveLength(2));
    const [run, cancelled] = workers[0]?.told ?? [];
    expect(cancelled).toEqual({ kind: 'cancel', run: 1 });
    const [given] = run?.kind === 'run' ? run.request.candles : [];
    if (given?.kind !== 'columns') throw new Error('expected columns');
    expect(given.columns).toEqual(columns);
    expect(workers[0]?.given[0]).toEqual(columnBuffers(given.columns));
    for (const name of ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const) {
      expect(given.columns[name].buffer).not.toBe(columns[name].buffer);
    }
  });

  it('prepares with the beginning of a run, in the thread that then runs it, and takes no candles away', async () => {
    const { workers, start } = setUp();
    const options = { bars: 1_000_000 } as SyntheticOptions;
    const columns = syntheticCandles({ ...MARKET, bars: 5_100 }).toColumns();
    const own = { kind: 'columns', pair: 'ETHUSD', columns } as const;
    const request = { ...REQUEST, candles: [{ kind: 'synthetic', pair: 'BTCUSD', options } as const, own] };
    start.prepare?.(request);
    await vi.waitFor(() => expect(workers).toHaveLength(1));
    const [told] = workers[0]?.told ?? [];
    if (told?.kind !== 'prepare') throw new Error('expected a preparation');
    const [madeUp, given] = told.request.candles;
    expect(madeUp).toMatchObject({ kind: 'synthetic', options: { bars: 5_000 } });
    if (given?.kind !== 'columns') throw new Error('expected columns');
    for (const name of ['timeMs', 'open', 'high', 'low', 'close', 'volume'] as const) {
      expect(given.columns[name]).toHaveLength(5_000);
      expect(given.columns[name].every((value, index) => Object.is(value, columns[name][index]))).toBe(true);
    }
    const run = listen();
    start(request, run);
    workers[0]?.say({ kind: 'ended', run: 1, result: RESULT, isCancelled: false, tookMs: 5 });
    await vi.waitFor(() => expect(run.onEnd).toHaveBeenCalledTimes(1));
    expect(workers).toHaveLength(1);
    expect(columns.close).toHaveLength(5_100);
  });

  it('prepares nothing when a run has begun meanwhile', async () => {
    const { workers, start } = setUp();
    const columns = syntheticCandles({ ...MARKET, bars: 100 }).toColumns();
    start.prepare?.({ ...REQUEST, candles: [{ kind: 'columns', pair: 'BTCUSD', columns }] });
    start({ ...REQUEST, candles: [{ kind: 'columns', pair: 'BTCUSD', columns }] }, listen());
    await vi.waitFor(() => expect(workers[0]?.told).toHaveLength(1));
    expect(workers[0]?.told[0]).toMatchObject({ kind: 'run', run: 1 });
    start({ ...REQUEST, candles: [{ kind: 'columns', pair: 'BTCUSD', columns }] }, listen());
    await vi.waitFor(() => expect(workers[0]?.told).toHaveLength(2));
    expect(workers[0]?.told[1]).toMatchObject({ kind: 'run', run: 2 });
  });

  it('tells each run what is about it, until it has ended', async () => {
    const { workers, start } = setUp();
    const first = listen();
    const cancel = start(REQUEST, first);
    const progress = { bars: 5, totalBars: 10, barsPerSecond: 50, remainingMs: 100 };
    workers[0]?.say({ kind: 'progress', run: 1, ...progress });
    expect(first.onProgress).toHaveBeenCalledWith(expect.objectContaining(progress));
    cancel();
    expect(workers[0]?.told.at(-1)).toEqual({ kind: 'cancel', run: 1 });
    workers[0]?.say({ kind: 'ended', run: 1, result: RESULT, isCancelled: true, tookMs: 7 });
    await vi.waitFor(() => expect(first.onEnd).toHaveBeenCalledWith(RESULT, true, 7));
    workers[0]?.say({ kind: 'progress', run: 1, ...progress });
    expect(first.onProgress).toHaveBeenCalledTimes(1);
  });

  it('passes a broken rule on', () => {
    const { workers, start } = setUp();
    const run = listen();
    start(REQUEST, run);
    const failure = { rule: 'L5', seq: 9, bar: 3, message: '[L5] …' };
    workers[0]?.say({ kind: 'failed', run: 1, failure });
    expect(run.onFailure).toHaveBeenCalledWith(failure);
  });

  it('ends what waits when the worker breaks down, and starts another for the next run', () => {
    const { workers, start } = setUp();
    const run = listen();
    start(REQUEST, run);
    workers[0]?.breakDown('');
    expect(run.onFailure).toHaveBeenCalledWith(
      expect.objectContaining({ rule: null, message: 'The worker could not be started.' }),
    );
    expect(workers[0]?.isTerminated).toBe(true);
    start(REQUEST, listen());
    expect(workers).toHaveLength(2);
  });
});
