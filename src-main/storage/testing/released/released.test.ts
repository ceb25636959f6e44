import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { candlesOf } from '../../../../src-shared/domain/candle.ts';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { openedStorage, temporaryProfile } from '../temporary-profile.ts';

const folder = new URL('./', import.meta.url);
const dumps = readdirSync(folder).filter((name) => name.endsWith('.sql'));
const euro = instrumentId('FX:EURUSD');

function profileFrom(...used: string[]) {
  const parts = temporaryProfile();
  for (const name of used) {
    const connection = new Database(join(parts.profile, `${name.split('-')[0]}.db`));
    connection.exec(readFileSync(new URL(name, folder), 'utf8'));
    connection.close();
  }
  return parts;
}

test('J7: there is a fixture of each released form of both files', () => {
  expect(dumps.sort()).toEqual(['journal-0060.sql', 'market-0020.sql']);
});

test.each(dumps.filter((name) => name.startsWith('journal')))(
  'J7: %s is opened with all that is in it',
  async (name) => {
    const { journal, health } = await openedStorage(profileFrom(name, 'market-0020.sql'));
    expect(health()).toMatchObject({ endedCleanly: true, journal: { state: 'ready' } });
    expect(journal.settings.all()).toEqual({ theme: { name: 'dark', sizes: [1, 2] } });
    expect(journal.workspaces.list()).toEqual([
      { id: 'w1', name: 'Morning', position: 0, layout: { panels: ['chart'] }, updatedAt: 1_772_443_800_000 },
    ]);
    expect(journal.watchlists.list()).toEqual([
      { id: 'l1', name: 'Majors', position: 0, instruments: ['FX:EURUSD', 'FX:USDJPY'] },
    ]);
    expect(journal.drawings.get(euro)).toEqual({ version: 1, items: [] });
  },
);

test.each(dumps.filter((name) => name.startsWith('market')))(
  'J7: %s is opened with all that is in it',
  async (name) => {
    const { market } = await openedStorage(profileFrom(name));
    const everything = { from: epochMs(0), to: epochMs(1e15) };
    const bars = market.candles({ instrument: euro, timeframe: '1m', priceSide: 'bid' }, everything);
    expect(candlesOf(bars)).toEqual([
      { time: 0, open: 1, high: 3, low: 0.5, close: 2, volume: 0 },
      { time: 60_000, open: 2, high: 4, low: 1.5, close: 3, volume: 10 },
      { time: 120_000, open: 3, high: 5, low: 2.5, close: 4, volume: 20 },
    ]);
    expect(market.instrument(euro)).toMatchObject({ name: 'Euro', calendar: 'forex' });
    expect(market.ticks(euro, 'trade', everything, 10)).toMatchObject({
      length: 2,
      side: Int8Array.of(1, -1),
    });
  },
);
