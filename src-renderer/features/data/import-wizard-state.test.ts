import { expect, test } from 'vitest';
import { mapping, preview, report } from './import-harness.ts';
import {
  advance,
  idleWizard,
  runFraction,
  stepOf,
  type WizardEvent,
  type WizardState,
} from './import-wizard-state.ts';

const one = { id: 1, name: 'a.csv', size: 100 };
const two = { id: 2, name: 'b.csv', size: 200 };
const after = (events: readonly WizardEvent[], from: WizardState = idleWizard) =>
  events.reduce(advance, from);
const stageOf = (state: WizardState) => state.current?.stage;

const toPreview: readonly WizardEvent[] = [
  { kind: 'picked', files: [one] },
  { kind: 'uploaded', upload: 'u1' },
  { kind: 'looked', preview },
];
const toTarget: readonly WizardEvent[] = [...toPreview, { kind: 'next' }];
const toRun: readonly WizardEvent[] = [...toTarget, { kind: 'next' }];

test('a file goes through upload, columns, market and import to its report', () => {
  const steps = [...toRun, { kind: 'reported', report } as const];
  const names = steps.map((_, index) => stageOf(after(steps.slice(0, index + 1)))?.name);
  expect(names).toEqual(['uploading', 'detecting', 'preview', 'target', 'running', 'report']);
});

test('several files are taken one after another', () => {
  const picked = after([
    { kind: 'picked', files: [one] },
    { kind: 'picked', files: [two] },
  ]);
  expect([picked.current?.file, picked.waiting]).toEqual([one, [two]]);
  const next = advance(picked, { kind: 'file-closed' });
  expect([next.current?.file, next.waiting, stageOf(next)]).toEqual([
    two,
    [],
    { name: 'uploading', sent: 0 },
  ]);
  expect(advance(next, { kind: 'file-closed' })).toEqual(idleWizard);
});

test('the market begins with what the file suggests and keeps what was chosen', () => {
  expect(stageOf(after(toTarget))).toMatchObject({
    draft: { instrument: 'FX:EURUSD', timeframe: '1m', priceSide: 'bid' },
  });
});

test('a mapping with a fault does not lead on', () => {
  const faulty = { ...mapping, columns: ['time', 'ignore', 'ignore', 'ignore', 'ignore'] as const };
  const state = after([
    ...toPreview,
    { kind: 'mapped', mapping: { ...faulty, columns: [...faulty.columns] } },
    { kind: 'looked', preview: { ...preview, mapping: { ...faulty, columns: [...faulty.columns] } } },
  ]);
  expect(advance(state, { kind: 'next' })).toBe(state);
});

test('while the rows are read again one cannot go on', () => {
  const state = after([...toPreview, { kind: 'mapped', mapping }]);
  expect(stageOf(state)).toMatchObject({ name: 'preview', isRefreshing: true });
  expect(advance(state, { kind: 'next' })).toBe(state);
});

test('choices that cannot be read keep the columns on the screen, with the reason', () => {
  const state = after([...toPreview, { kind: 'mapped', mapping }, { kind: 'look-failed', sentence: 'No.' }]);
  expect(stageOf(state)).toMatchObject({ name: 'preview', isRefreshing: false, note: 'No.' });
  expect(stageOf(advance(state, { kind: 'mapped', mapping }))).toMatchObject({ note: null });
});

test('a first look that fails ends the file, and it can be tried again', () => {
  const failed = after([...toPreview.slice(0, 2), { kind: 'look-failed', sentence: 'Not a table.' }]);
  expect(stageOf(failed)).toEqual({ name: 'failed', sentence: 'Not a table.' });
  expect(stageOf(advance(failed, { kind: 'retry' }))).toEqual({ name: 'uploading', sent: 0 });
});

test('a cancelled or failed run leads back to the market with nothing lost', () => {
  const cancelled = after([...toRun, { kind: 'cancel-asked' }, { kind: 'cancelled' }]);
  expect(stageOf(cancelled)).toMatchObject({ name: 'target', note: 'Cancelled. Nothing was stored.' });
  const failed = after([...toRun, { kind: 'run-failed', sentence: 'Wrong spacing.' }]);
  expect(stageOf(failed)).toMatchObject({
    name: 'target',
    note: 'Wrong spacing.',
    draft: { timeframe: '1m' },
  });
});

test('storing cannot be cancelled any more', () => {
  const storing = after([
    ...toRun,
    { kind: 'progressed', progress: { bytesRead: 100, bytesTotal: 100, rows: 3, phase: 'storing' } },
  ]);
  expect(advance(storing, { kind: 'cancel-asked' })).toBe(storing);
});

test('what does not fit the stage changes nothing', () => {
  const state = after(toTarget);
  for (const event of [
    { kind: 'uploaded', upload: 'u9' },
    { kind: 'looked', preview },
    { kind: 'reported', report },
    { kind: 'cancelled' },
    { kind: 'retry' },
  ] as const) {
    expect(advance(state, event)).toBe(state);
  }
});

test('a report stays, whatever comes after it', () => {
  const done = after([...toRun, { kind: 'reported', report }]);
  expect(advance(done, { kind: 'failed', sentence: 'late' })).toBe(done);
});

test('leaving forgets everything', () => {
  expect(advance(after(toRun), { kind: 'left' })).toEqual(idleWizard);
});

test('progress is known once the run has been heard of', () => {
  expect(runFraction(null)).toBeNull();
  expect(runFraction({ bytesRead: 50, bytesTotal: 200, rows: 1, phase: 'reading' })).toBe(0.25);
  expect(runFraction({ bytesRead: 50, bytesTotal: 200, rows: 1, phase: 'storing' })).toBe(1);
});

test('every stage stands on a step', () => {
  expect(
    [toPreview.slice(0, 1), toPreview, toTarget, toRun].map((events) => {
      const stage = stageOf(after(events));
      return stage === undefined ? undefined : stepOf(stage);
    }),
  ).toEqual([0, 1, 2, 3]);
});
