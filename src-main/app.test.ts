import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type AppOptions, createApp } from './app.ts';
import { loadCatalogue } from './market/import/catalogue.ts';
import { temporaryFolder } from './storage/testing/temporary-profile.ts';

const markets = join(import.meta.dirname, '../assets/markets');
const played = 'FX:EURUSD';

async function opened(options: Partial<AppOptions> = {}) {
  const app = await createApp({ profile: temporaryFolder(), host: 'web', version: '0', ...options });
  onTestFinished(() => app.stop());
  const stop = new AbortController();
  const news = app.notices.listen(stop.signal);
  await app.prepared;
  app.notices.publish({ level: 'info', title: 'end', text: '' });
  const titles: string[] = [];
  for await (const { title } of news) {
    if (title === 'end') stop.abort();
    else titles.push(title);
  }
  return { app, titles };
}

/** A folder of bundled markets with one faulty file and the bars of one market of the default replay. */
async function faultyMarkets(): Promise<string> {
  const folder = temporaryFolder();
  const { directory: _, ...catalogue } = await loadCatalogue(markets);
  const files = catalogue.files.filter(({ instrument }) => instrument === played);
  for (const { file } of files) await copyFile(join(markets, file), join(folder, file));
  const [first] = files;
  if (first === undefined) throw new Error(`${played} is not bundled`);
  const faulty = { ...first, instrument: 'TEST:FAULTY', file: 'faulty.csv.gz' };
  await writeFile(join(folder, 'faulty.csv.gz'), 'no gzip');
  await writeFile(
    join(folder, 'catalogue.json'),
    JSON.stringify({ ...catalogue, files: [faulty, ...files] }),
  );
  return folder;
}

test('one faulty bundled file is named; the others come in and the default replay plays them', async () => {
  const { app, titles } = await opened({ marketsFolder: await faultyMarkets() });
  expect(titles).toEqual(['Some bundled markets are missing']);
  expect(app.storage.market.seriesSummaries().map(({ instrument }) => instrument)).toContain(played);
  expect(app.replay.session.status()).toMatchObject({ phase: 'playing' });
});

test('without bundled markets the replay is connected all the same', async () => {
  const { app, titles } = await opened({ marketsFolder: temporaryFolder() });
  expect(titles).toEqual(['Bundled markets are missing']);
  expect(app.replay.state().phase).toBe('ready');
});

test('uploads that an earlier run left are gone before a page can be opened', async () => {
  const profile = temporaryFolder();
  const incoming = join(profile, 'incoming');
  await mkdir(incoming);
  await writeFile(join(incoming, 'left-over'), 'x');
  const app = await createApp({ profile, host: 'web', version: '0', marketsFolder: temporaryFolder() });
  onTestFinished(() => app.stop());
  expect(await readdir(incoming)).toEqual([]);
});

test('a sweep of uploads that fails is logged and told as nothing else', async () => {
  const profile = temporaryFolder();
  await writeFile(join(profile, 'incoming'), 'a file where the folder should be');
  const { app, titles } = await opened({ profile, marketsFolder: await faultyMarkets() });
  expect(titles).toEqual(['Some bundled markets are missing']);
  await app.stop();
  expect(await readFile(join(profile, 'incoming'), 'utf8')).toContain('a file where');
});
