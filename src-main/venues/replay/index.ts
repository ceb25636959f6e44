import { createCandleColumns } from '../../../src-shared/domain/candle.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { matchRank } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { ConnectionPhase, ConnectionState, StreamKind, Venue } from '../venue.ts';
import { replayCapabilities } from './capabilities.ts';
import type { ReplayClock } from './replay-clock.ts';
import { replayHistory } from './replay-history.ts';
import { ReplaySession } from './replay-session.ts';
import type { ReplaySource } from './replay-source.ts';
import { replayedId, replayedInstrument, storedId } from './symbols.ts';
import { finestContent, type Track } from './track.ts';

export { systemReplayClock } from './replay-clock.ts';
export { replayedId, storedId };

export interface ReplayParts {
  readonly source: ReplaySource;
  readonly clock: ReplayClock;
  now(): EpochMs;
  /** Playing had to stop because stored history could not be read. */
  onFault?(failure: Failure): void;
}

export interface ReplayVenue extends Venue {
  readonly session: ReplaySession;
}

/** The venue that plays stored history as if it were live. It is always at hand: connecting cannot fail. */
export function openReplay(parts: ReplayParts): ReplayVenue {
  const { source } = parts;
  const eventListeners = new Set<(events: readonly MarketEvent[]) => void>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  /** Holders of each `instrument stream`. */
  const wanted = new Map<string, number>();
  let state: ConnectionState = { phase: 'disconnected', reason: '', since: parts.now() };

  const enter = (phase: ConnectionPhase, reason = '') => {
    state = { phase, reason, since: parts.now() };
    for (const listener of stateListeners) listener(state);
  };
  const session = new ReplaySession({
    source,
    clock: parts.clock,
    emit: (events) => {
      // A clock may be moved while disconnected, but nothing streams.
      if (state.phase !== 'ready') return;
      for (const listener of eventListeners) listener(events);
    },
    isWanted: (track) => wanted.has(`${track.instrument.id} ${streamOf(track)}`),
    onFault: (failure) => parts.onFault?.(failure),
  });

  const playable = () => source.instruments().filter((instrument) => finestContent(source, instrument.id));

  return {
    id: 'replay',
    kind: 'replay',
    label: 'Replay',
    capabilities: replayCapabilities,
    session,
    state: () => state,
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    connect: async () => {
      if (state.phase === 'ready') return;
      enter('connecting');
      enter('ready');
    },
    disconnect: async () => {
      session.pause();
      enter('disconnected', 'Disconnected by you.');
    },
    market: {
      searchInstruments: async (text, limit) => {
        const needle = text.trim().toLowerCase();
        return playable()
          .map(replayedInstrument)
          .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(needle))
          .toSorted((a, b) => matchRank(a.id, needle) - matchRank(b.id, needle))
          .slice(0, limit);
      },
      instrument: async (id) => {
        const stored = storedId(id);
        const found = stored && source.instrument(stored);
        return found && replayedInstrument(found);
      },
      history: async (request) => {
        const cursor = session.cursor(request.instrument);
        if (cursor !== undefined)
          return replayHistory(source, cursor, session.now(request.instrument), request);
        if (storedId(request.instrument) === undefined) {
          throw new Failure('not-found', `${request.instrument} is not a replayed market.`);
        }
        return { candles: createCandleColumns(0), asOf: parts.now() };
      },
      subscribe: ({ instrument, stream }) => {
        const name = `${instrument} ${stream}`;
        wanted.set(name, (wanted.get(name) ?? 0) + 1);
        let isHeld = true;
        return () => {
          if (!isHeld) return;
          isHeld = false;
          const left = (wanted.get(name) ?? 1) - 1;
          if (left > 0) wanted.set(name, left);
          else wanted.delete(name);
        };
      },
      onEvents: (listener) => {
        eventListeners.add(listener);
        return () => eventListeners.delete(listener);
      },
      now: (instrument) => session.now(instrument),
    },
  };
}

function streamOf({ content }: Track): StreamKind {
  if (content.kind === 'bars') return content.sides.includes('trade') ? 'trades' : 'quotes';
  return content.kind === 'trade' ? 'trades' : 'quotes';
}
