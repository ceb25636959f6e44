import { expect, test } from 'vitest';
import { PaintTurns } from './paint-turns.ts';

/** A page that makes one frame after another, each as long as it is told. */
function page() {
  let time = 0;
  let isVisible = true;
  const next: ((now: number) => void)[] = [];
  const soon: (() => void)[] = [];
  const turns = new PaintTurns({
    now: () => time,
    next: (work) => next.push(work),
    soon: (work) => soon.push(work),
    isPainting: () => isVisible,
  });
  const painted: string[] = [];
  const charts = ['a', 'b', 'c', 'd'].map((name) => () => void painted.push(name));
  /** What is painted in one frame in which all charts have something new. */
  const frame = (ms: number | ((count: number) => number), asking = charts): string => {
    for (const work of next.splice(0)) work(time);
    for (const chart of asking) turns.ask(chart);
    painted.length = 0;
    for (const work of soon.splice(0)) work();
    time += typeof ms === 'number' ? ms : ms(painted.length);
    return painted.join('');
  };
  return {
    turns,
    frame,
    hide: () => {
      isVisible = false;
    },
  };
}

test('all charts paint in every frame while frames are in time', () => {
  const { frame } = page();
  for (let count = 0; count < 200; count += 1) expect(frame(16)).toBe('abcd');
});

test('one late frame changes nothing, two shortly after one another let charts take turns', () => {
  const { frame } = page();
  frame(16);
  frame(40);
  for (let count = 0; count < 120; count += 1) expect(frame(16)).toBe('abcd');
  frame(40);
  frame(40);
  expect([frame(16), frame(16), frame(16)]).toEqual(['ab', 'cd', 'ab']);
});

test('whoever waits has its turn without asking again, once', () => {
  const { frame } = page();
  frame(16);
  frame(40);
  frame(40);
  expect([frame(16), frame(16, []), frame(16, [])]).toEqual(['ab', 'cd', '']);
});

test('at least one chart paints in each frame, and after a calm while all do again', () => {
  const { turns, frame } = page();
  for (let count = 0; count < 20; count += 1) frame(60);
  expect(turns.atOnce).toBe(1);
  expect([frame(16), frame(16), frame(16), frame(16)].toSorted().join('')).toBe('abcd');
  for (let count = 0; count < 400; count += 1) frame(16);
  expect(frame(16)).toBe('abcd');
});

test('what was too many at once is tried again ever more seldom', () => {
  const { turns, frame } = page();
  const tries: number[] = [];
  for (let count = 0; count < 6000; count += 1) {
    const before = turns.atOnce;
    frame((painted) => (painted > 2 ? 40 : 16));
    if (turns.atOnce > 2 && before <= 2) tries.push(count);
  }
  const waits = tries.slice(1).map((count, at) => count - (tries[at] as number));
  expect(waits.length).toBeLessThan(12);
  expect(waits.at(-1)).toBeGreaterThan(3 * (waits[0] as number));
});

test('after a heavy while all charts paint again, also where a frame is late by itself now and then', () => {
  const { turns, frame } = page();
  for (let count = 0; count < 10_000; count += 1) frame((painted) => (painted > 1 ? 40 : 16));
  expect(turns.atOnce).toBe(1);
  for (let count = 0; count < 10_000; count += 1) frame(count % 300 === 0 ? 40 : 16);
  expect(frame(16)).toBe('abcd');
});

test('a hidden page paints everything and learns nothing from its frames', () => {
  const { turns, frame, hide } = page();
  const before = turns.atOnce;
  hide();
  for (let count = 0; count < 5; count += 1) expect(frame(1000)).toBe('abcd');
  expect(turns.atOnce).toBe(before);
});

test('who is gone is not called', () => {
  const { turns, frame } = page();
  let calls = 0;
  const gone = () => {
    calls += 1;
  };
  turns.ask(gone);
  turns.forget(gone);
  expect(frame(16)).toBe('abcd');
  expect(calls).toBe(0);
});
