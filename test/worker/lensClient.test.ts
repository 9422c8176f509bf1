import { describe, expect, it } from 'vitest';
import type { LensQuestion } from '../../src/scenario/pathLens.ts';
import { startLens, type FromLens } from '../../src/worker/lensClient.ts';
import { sampleScenario } from '../strategies/sampleRuns.ts';

const question: LensQuestion = {
  request: { scenario: sampleScenario('smaCross', 'spot'), candles: [] },
  bar: null,
};

/** A worker that says what it is told to say, and a listener that writes down what it hears. */
function stage() {
  const target = new EventTarget();
  const heard: string[] = [];
  const asked: unknown[] = [];
  let ended = 0;
  const cancel = startLens(
    question,
    {
      onProgress: (share) => heard.push(`progress ${share}`),
      onAnswer: ({ policy }) => heard.push(policy),
      onEnd: () => heard.push('end'),
      onFailure: (why) => heard.push(`failure ${why}`),
    },
    () => ({
      addEventListener: target.addEventListener.bind(target),
      postMessage: (message: unknown) => asked.push(message),
      terminate: () => {
        ended += 1;
      },
    }),
  );
  const say = (data: FromLens): boolean => target.dispatchEvent(new MessageEvent('message', { data }));
  return { target, heard, asked, cancel, say, timesEnded: () => ended };
}

describe('looking in another thread', () => {
  it('asks once, hears answers as they come, and ends the thread with the last', () => {
    const { heard, asked, say, timesEnded } = stage();
    expect(asked).toEqual([question]);
    say({ kind: 'progress', share: 0.25 });
    say({ kind: 'answer', answer: { policy: 'OHLC', bar: null, whole: null } });
    expect(timesEnded()).toBe(0);
    say({ kind: 'ended' });
    expect(heard).toEqual(['progress 0.25', 'OHLC', 'end']);
    expect(timesEnded()).toBe(1);
  });

  it('hears nothing more once it is called off', () => {
    const { heard, cancel, say, timesEnded } = stage();
    cancel();
    say({ kind: 'progress', share: 0.5 });
    expect(heard).toEqual([]);
    expect(timesEnded()).toBe(1);
  });

  it('says why it failed, also when the thread could not be started', () => {
    const failed = stage();
    failed.say({ kind: 'failed', why: 'no bar 9' });
    expect(failed.heard).toEqual(['failure no bar 9']);
    const broken = stage();
    broken.target.dispatchEvent(Object.assign(new Event('error'), { message: '' }));
    expect(broken.heard).toEqual(['failure The worker could not be started.']);
    expect(broken.timesEnded()).toBe(1);
  });
});
