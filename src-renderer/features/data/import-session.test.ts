import { expect, test, vi } from 'vitest';
import { uploadPieceBytes } from '../../../src-shared/contract/upload-limits.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { FakeImports, mapping, report } from './import-harness.ts';
import { ImportSession } from './import-session.ts';

function file(name: string, size = 10): File {
  return new File([Uint8Array.from({ length: size }, (_, index) => index % 251)], name);
}

function harness() {
  const calls = new FakeImports();
  let stored = 0;
  const session = new ImportSession(calls, () => {
    stored += 1;
  });
  const stage = () => session.state().current?.stage;
  const reach = (name: string) => vi.waitFor(() => expect(stage()?.name).toBe(name));
  return { calls, session, stage, reach, stored: () => stored };
}

test('a file is sent in pieces, byte for byte', async () => {
  const { calls, session, reach } = harness();
  const size = uploadPieceBytes * 2 + 77;
  session.add([file('big.csv', size)]);
  await reach('preview');
  const sent = calls.uploads.get('u1');
  expect(sent?.bytes.length).toBe(size);
  expect(sent?.bytes.every((byte, index) => byte === index % 251)).toBe(true);
});

test('an import that goes through ends in its report and says so', async () => {
  const { session, reach, stage, stored } = harness();
  session.add([file('a.csv')]);
  await reach('preview');
  session.next();
  session.next();
  await reach('report');
  expect(stage()).toEqual({ name: 'report', report });
  expect(stored()).toBe(1);
});

test('changed choices are shown again, and only the newest answer counts', async () => {
  const { calls, session, reach, stage } = harness();
  session.add([file('a.csv')]);
  await reach('preview');
  session.changeMapping({ ...mapping, timeZone: 'Europe/Berlin' });
  session.changeMapping({ ...mapping, timeZone: 'Asia/Tokyo' });
  await vi.waitFor(() => expect(stage()).toMatchObject({ isRefreshing: false }));
  expect(stage()).toMatchObject({ mapping: { timeZone: 'Asia/Tokyo' } });
  expect(calls.asked.filter((call) => call === 'preview u1')).toHaveLength(3);
});

test('cancelling ends the iteration, stores nothing and keeps the upload for another try', async () => {
  const { calls, session, reach, stage, stored } = harness();
  calls.isRunHeld = true;
  calls.runEvents = [{ kind: 'progress', bytesRead: 1, bytesTotal: 10, rows: 1, phase: 'reading' }];
  session.add([file('a.csv')]);
  await reach('preview');
  session.next();
  session.next();
  await vi.waitFor(() => expect(stage()).toMatchObject({ name: 'running', progress: { rows: 1 } }));
  session.cancelRun();
  await reach('target');
  expect(stage()).toMatchObject({ note: 'Cancelled. Nothing was stored.' });
  expect([calls.wasRunEnded, calls.uploads.size, stored()]).toEqual([true, 1, 0]);
});

test('a refused import says that nothing was stored', async () => {
  const { calls, session, reach, stage } = harness();
  calls.failure = { on: 'run', error: new Failure('invalid', 'The rows are 5m apart.') };
  session.add([file('a.csv')]);
  await reach('preview');
  session.next();
  session.next();
  await reach('target');
  expect(stage()).toMatchObject({ note: 'The rows are 5m apart. Nothing was stored.' });
});

test('a connection lost during the import leaves its fate open, in words', async () => {
  const { calls, session, reach, stage } = harness();
  calls.isRunHeld = true;
  calls.runEvents = [];
  session.add([file('a.csv')]);
  await reach('preview');
  session.next();
  session.next();
  await reach('running');
  session.connectionLost();
  expect(stage()).toMatchObject({ name: 'failed' });
  expect(stage()).toHaveProperty('sentence', expect.stringContaining('whole file is stored or nothing'));
});

test('an upload that breaks is discarded and can be tried again', async () => {
  const { calls, session, reach } = harness();
  calls.failure = { on: 'append', error: new Failure('unavailable', 'The disk is full.') };
  session.add([file('a.csv')]);
  await reach('failed');
  expect(calls.uploads.size).toBe(0);
  calls.failure = undefined;
  session.retry();
  await reach('preview');
});

test('a file that cannot be read is discarded when the next one is taken', async () => {
  const { calls, session, reach } = harness();
  calls.failure = { on: 'preview', error: new Failure('unsupported', 'No table.') };
  session.add([file('a.pdf'), file('b.csv')]);
  await reach('failed');
  calls.failure = undefined;
  session.closeFile();
  await reach('preview');
  expect(session.state().current?.file.name).toBe('b.csv');
  expect([...calls.uploads.keys()]).toEqual(['u2']);
});

test('leaving discards the upload and the queue', async () => {
  const { calls, session, reach } = harness();
  session.add([file('a.csv'), file('b.csv')]);
  await reach('preview');
  session.leave();
  await vi.waitFor(() => expect(calls.uploads.size).toBe(0));
  expect(session.state()).toEqual({ current: null, waiting: [] });
});

test('an empty or far too large file is refused before anything is sent', async () => {
  const { calls, session, stage } = harness();
  session.add([file('empty.csv', 0)]);
  expect(stage()).toEqual({ name: 'failed', sentence: 'The file is empty.' });
  session.leave();
  const huge = file('huge.csv');
  Object.defineProperty(huge, 'size', { value: 300 * 1024 * 1024 });
  session.add([huge]);
  expect(stage()).toHaveProperty('sentence', expect.stringContaining('300 MB'));
  expect(calls.uploads.size).toBe(0);
});

test('a file that waits for the user outlives a lost connection', async () => {
  const { session, reach, stage } = harness();
  session.add([file('a.csv')]);
  await reach('preview');
  const before = stage();
  session.connectionLost();
  expect(stage()).toBe(before);
  session.next();
  session.connectionLost();
  expect(stage()?.name).toBe('target');
});
