import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.resetModules();
});

/** A window that can be hidden, whose frames are made by hand. */
async function page() {
  vi.useFakeTimers();
  const frames: (() => void)[] = [];
  const listeners: (() => void)[] = [];
  const view = {
    visibilityState: 'visible',
    addEventListener: (_: string, on: () => void) => listeners.push(on),
  };
  vi.stubGlobal('document', view);
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work));
  const { onNextFrame } = await import('./frame-clock.ts');
  return {
    onNextFrame,
    asked: frames,
    frame: () => {
      for (const work of frames.splice(0)) work();
    },
    show: (state: 'visible' | 'hidden') => {
      view.visibilityState = state;
      for (const listener of listeners) listener();
    },
  };
}

test('whoever waits for the next frame shares one, and is told once', async () => {
  const { onNextFrame, asked, frame } = await page();
  const told: string[] = [];
  onNextFrame((isPainted) => told.push(`a ${isPainted}`));
  onNextFrame((isPainted) => told.push(`b ${isPainted}`));
  expect(asked).toHaveLength(1);
  frame();
  frame();
  expect(told).toEqual(['a true', 'b true']);
});

test('what waits for a frame of a window that is then hidden goes on four times a second', async () => {
  const { onNextFrame, frame, show } = await page();
  const told: boolean[] = [];
  const again = (isPainted: boolean) => {
    told.push(isPainted);
    onNextFrame(again);
  };
  onNextFrame(again);
  show('hidden');
  vi.advanceTimersByTime(3000);
  expect(told).toEqual(Array.from({ length: 12 }, () => false));
  show('visible');
  vi.advanceTimersByTime(250);
  frame();
  expect(told.at(-1)).toBe(true);
});

test('one that fails does not keep the others waiting', async () => {
  const { onNextFrame, frame } = await page();
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const other = vi.fn();
  onNextFrame(() => {
    throw new Error('broken');
  });
  onNextFrame(other);
  frame();
  expect(other).toHaveBeenCalledTimes(1);
  expect(reported).toHaveBeenCalledTimes(1);
});
