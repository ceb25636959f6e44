import type { Instrument, InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { SeriesKey } from '../../src-shared/domain/series.ts';
import type { ContractRoll, Release, Venue } from '../venues/venue.ts';
import type { InstrumentFeed } from './instrument-feed.ts';
import type { StoredBars } from './stored-history.ts';

export interface FoundInstrument {
  readonly instrument: Instrument;
  /** Undefined when only stored history is there. */
  readonly venue?: Venue;
}

/** Where all market data of all venues meets: what streams, what is stored, and the bars made of both. */
export interface MarketHub {
  /** Takes a venue in, until the release. */
  attach(venue: Venue): Release;
  venues(): readonly Venue[];
  find(id: InstrumentId): Promise<FoundInstrument | undefined>;
  search(text: string, limit: number): Promise<readonly FoundInstrument[]>;
  /** The newest `count` bars before a moment; `null` means up to now, the unfinished one included. */
  history(key: SeriesKey, before: number | null, count: number): Promise<StoredBars>;
  /**
   * Streams an instrument until the release. One feed serves all who hold it. @throws Failure `not-found` when no
   * connection has it.
   */
  hold(id: InstrumentId): Promise<{ readonly feed: InstrumentFeed; readonly release: Release }>;
  /** A venue was taken in: what nobody streamed a moment ago may stream now. */
  onAttached(listener: () => void): Release;
  /** Contracts that are the front month no longer, as far as attached venues have told. */
  rolls(): readonly ContractRoll[];
  onRoll(listener: (roll: ContractRoll) => void): Release;
  /** After every batch of events, and when a feed changed on its own. Must be quick. */
  onActivity(listener: (receivedAt: number) => void): Release;
}
