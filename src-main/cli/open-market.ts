import { Failure } from '../../src-shared/domain/failure.ts';
import { type Instrument, instrumentId, sourceOf } from '../../src-shared/domain/instrument.ts';
import { epochMs, type TimeRange } from '../../src-shared/domain/time.ts';
import type { MarketStore } from '../storage/market-store.ts';
import type { Venue } from '../venues/venue.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { connectionNamed, unlocked, withConnections } from './saved-connections.ts';

export interface OpenMarket {
  readonly venue: Venue;
  readonly instrument: Instrument;
  readonly market: MarketStore;
}

/**
 * A market of a saved connection, connected for one command: the named connection, else the only one with the venue that the
 * market's id begins with, else, since brokers have the markets of many exchanges, the only one there is.
 */
export function withMarket(
  context: CommandContext,
  use: (market: OpenMarket) => Promise<ExitCode>,
): Promise<ExitCode> {
  const [idText = ''] = context.positionals;
  const id = instrumentId(idText);
  return withConnections(context, async ({ connections, vault }, storage) => {
    const named = context.values.connection;
    const kind = sourceOf(id).toLowerCase();
    const all = connections.cards();
    const own = all.filter((card) => card.kind === kind);
    const fitting = own.length > 0 ? own : all;
    const [only] = fitting;
    if (typeof named !== 'string' && (only === undefined || fitting.length > 1)) {
      throw new Failure(
        'not-found',
        only === undefined
          ? 'There is no saved connection. Make one in the application first.'
          : `Several saved connections may have ${id}. Name one with --connection.`,
      );
    }
    const card =
      typeof named === 'string' || only === undefined ? connectionNamed(connections, `${named}`) : only;
    await unlocked(vault, context);
    const { venue } = connections.openFor(card.id);
    const stopTelling = venue.onState(({ phase, reason }) => {
      if (phase === 'back-off' && reason !== '') context.say(`${reason} It is tried again.`);
    });
    try {
      const ended = new Promise<void>((resolve) => {
        context.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      // A venue that cannot be reached is tried for ever; Ctrl C ends that, too.
      await Promise.race([venue.connect(), ended]);
      if (context.signal.aborted) throw new Failure('cancelled', 'It was ended before it was connected.');
      const instrument = await venue.market.instrument(id);
      if (instrument === undefined) throw new Failure('not-found', `${venue.label} has no market ${id}.`);
      return await use({ venue, instrument, market: storage.market });
    } finally {
      stopTelling();
      await venue.disconnect();
    }
  });
}

/** `--from` and `--to`; the end is now unless it is said. @throws Failure `invalid`. */
export function stretchOf({ values }: CommandContext, now: number): TimeRange {
  const from = momentOf(values.from);
  if (from === undefined) throw new Failure('invalid', 'Say where to begin: --from 2024-01-17T13:20:00Z.');
  return { from: epochMs(from), to: epochMs(momentOf(values.to) ?? now) };
}

function momentOf(text: string | boolean | undefined): number | undefined {
  if (typeof text !== 'string') return undefined;
  const time = /^\d{9,}$/.test(text) ? Number(text) : Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw new Failure('invalid', `“${text}” is not a time. Write 2024-01-17T13:20:00Z.`);
}
