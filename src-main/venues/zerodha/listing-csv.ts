import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { type Listing, listingOf } from './listing.ts';
import { exchanges } from './symbols.ts';

const header =
  'instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange';
/** Rows between two looks at what else the process has to do: about a millisecond. */
const rowsPerTurn = 300;
/** The list has about 100,000 rows. */
const mostRows = 1_000_000;
const newline = 10;

/**
 * Reads the list of instruments line by line from its bytes, in short turns so that sockets are served meanwhile. Rows of
 * markets that are not offered here are left out. @throws Failure `unavailable` when it is not that list.
 */
export async function readListings(
  csv: Buffer,
  offered: ReadonlySet<string> = new Set(exchanges),
): Promise<Map<InstrumentId, Listing>> {
  const listings = new Map<InstrumentId, Listing>();
  let rows = 0;
  for (let at = 0; at < csv.length && rows < mostRows; ) {
    const end = csv.indexOf(newline, at);
    const line = csv.toString('utf8', at, end === -1 ? csv.length : end).trimEnd();
    at = end === -1 ? csv.length : end + 1;
    if (rows === 0 && line.replaceAll('"', '') !== header) {
      throw new Failure('unavailable', 'Zerodha’s list of instruments is not as expected; it was not read.');
    }
    const listing = rows === 0 || line === '' ? undefined : listingOf(cellsOf(line));
    if (listing !== undefined && offered.has(listing.exchange)) listings.set(listing.id, listing);
    rows += 1;
    if (rows % rowsPerTurn === 0) await nextTurn();
  }
  if (rows === 0) throw new Failure('unavailable', 'Zerodha’s list of instruments came empty.');
  return listings;
}

/** Cells of a line; quoted ones may hold commas and doubled quotes. */
export function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let index = 0; index < line.length; index += 1) {
    const letter = line[index] as string;
    if (letter === '"' && isQuoted && line[index + 1] === '"') {
      cell += letter;
      index += 1;
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (letter === ',' && !isQuoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}
