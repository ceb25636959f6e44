import { readdir } from 'node:fs/promises';
import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import type { ImportMapping, ImportTarget } from '../../../src-shared/contract/imports.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { createUploads } from '../../market/uploads.ts';
import { temporaryFolder } from '../../storage/testing/temporary-profile.ts';
import { CallLimiter, type PageContext } from '../guard.ts';
import type { RpcServices } from '../services.ts';
import { imports } from './imports.ts';

const instrument = instrumentId('TEST:ABC');
const report = {
  file: 'a.csv',
  instrument,
  imported: 1,
  duplicates: 0,
  replaced: 0,
  rejectedCount: 0,
  rejected: [],
};
const request: { target: ImportTarget; mapping: ImportMapping } = {
  target: { instrument, priceSide: 'trade' },
  mapping: {
    kind: 'trades',
    delimiter: ',',
    hasHeader: true,
    timeFormat: 'iso',
    timeZone: 'UTC',
    columns: [],
  },
};

/** A page's context over real uploads and an import that ends as the test says. */
function openedPage(run: () => Promise<unknown>) {
  const folder = temporaryFolder();
  let last = 0;
  const uploads = createUploads(folder, () => {
    last += 1;
    return `upload-${last}`;
  });
  const ownUploads = new Set<string>();
  const services = { uploads, importer: { run }, log: () => undefined } as unknown as RpcServices;
  const context = { services, ownUploads, limiter: new CallLimiter() } as unknown as PageContext;
  return {
    context,
    ownUploads,
    left: () => readdir(folder),
    async upload() {
      const { upload } = await call(imports.begin, { name: 'a.csv', size: 3 }, { context });
      await call(imports.append, { upload, offset: 0, base64: 'YWJj' }, { context });
      return upload;
    },
  };
}

test('a file belongs to its page from the first piece until it is discarded', async () => {
  const page = openedPage(async () => report);
  const upload = await page.upload();
  expect([...page.ownUploads]).toEqual([upload]);
  expect(await call(imports.discard, { upload }, { context: page.context })).toEqual({ wasThere: true });
  expect([...page.ownUploads, ...(await page.left())]).toEqual([]);
});

test('a file begun by a page that went meanwhile is dropped', async () => {
  const page = openedPage(async () => report);
  const signal = AbortSignal.abort();
  await call(imports.begin, { name: 'a.csv', size: 3 }, { context: page.context, signal });
  expect([...page.ownUploads, ...(await page.left())]).toEqual([]);
});

test('a stored file is gone by the time its report comes', async () => {
  const page = openedPage(async () => report);
  const upload = await page.upload();
  const events = await call(imports.run, { upload, ...request }, { context: page.context });
  expect(await events.next()).toEqual({ done: false, value: { kind: 'done', report } });
  expect([...page.ownUploads, ...(await page.left())]).toEqual([]);
  await events.return?.();
});

test('a file that cannot be imported stays its page’s, which may try it another way', async () => {
  const page = openedPage(async () => Promise.reject(new Failure('invalid', 'Line 3 is no trade.')));
  const upload = await page.upload();
  const events = await call(imports.run, { upload, ...request }, { context: page.context });
  await expect(events.next()).rejects.toThrow('Line 3 is no trade.');
  expect([...page.ownUploads]).toEqual([upload]);
  expect(await page.left()).toEqual([upload]);
});

test('a file whose import is left while it is stored goes when it is stored', async () => {
  let store: (stored: typeof report) => void = () => undefined;
  let isRunning = false;
  const page = openedPage(() => {
    isRunning = true;
    return new Promise((resolve) => {
      store = resolve;
    });
  });
  const upload = await page.upload();
  const leaving = new AbortController();
  const events = await call(
    imports.run,
    { upload, ...request },
    { context: page.context, signal: leaving.signal },
  );
  const next = events.next();
  await expect.poll(() => isRunning).toBe(true);
  leaving.abort();
  store(report);
  await next;
  await events.return?.();
  expect([...page.ownUploads, ...(await page.left())]).toEqual([]);
});
