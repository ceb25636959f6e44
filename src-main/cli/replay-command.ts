import { largestReplaySpeed } from '../../src-shared/contract/replay.ts';
import { backboneFrames } from '../../src-shared/domain/bar-tree.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { instrumentId } from '../../src-shared/domain/instrument.ts';
import { epochMs } from '../../src-shared/domain/time.ts';
import { createMarketHub, LatencyMeter } from '../market/index.ts';
import type { MarketStore } from '../storage/market-store.ts';
import { openReplay, replayedId, systemReplayClock } from '../venues/replay/index.ts';
import { type CliCommand, type CommandContext, exitCodes } from './command.ts';
import { EventHash } from './event-hash.ts';
import { withStorage } from './open-store.ts';

export const replayCommand: CliCommand = {
  name: 'replay',
  usage: 'replay INSTRUMENT… [--speed N|max] [--seed N] [--from TIME] [--to TIME] [--json]',
  summary: 'plays stored markets through the hub and prints events, bars and a hash of all events',
  help: [
    '--speed N|max     replayed seconds per second, or as fast as possible (default)',
    '--seed N          seed of the path inside stored bars, 1 by default',
    '--from, --to      stretch to play, ISO 8601; everything stored otherwise',
    '--json            one line of JSON',
    'The same stretch and seed always give the same hash.',
  ],
  options: {
    speed: { type: 'string' },
    seed: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(context) {
    if (context.positionals.length === 0) {
      throw new Failure('invalid', 'Which instrument? Write: tidemark replay CME:6EH4 --speed max');
    }
    return withStorage(context.profile, async ({ market }) => {
      const outcome = await play(context, market);
      if (context.values.json === true) context.print(JSON.stringify(outcome));
      else {
        context.print(`${outcome.events} events in ${outcome.seconds.toFixed(2)} s`);
        for (const [frame, count] of Object.entries(outcome.bars)) context.print(`  ${frame}\t${count} bars`);
        context.print(`hash ${outcome.hash}`);
      }
      return exitCodes.done;
    });
  },
};

async function play({ positionals, values, signal }: CommandContext, market: MarketStore) {
  const hub = createMarketHub({ market, latency: new LatencyMeter(), log: () => undefined });
  const replay = openReplay({ source: market, clock: systemReplayClock, now: () => epochMs(Date.now()) });
  hub.attach(replay);
  await replay.connect();
  const hash = new EventHash();
  replay.market.onEvents((events) => hash.add(events));
  const sources = positionals.map(instrumentId);
  const [from, to] = [moment(values.from), moment(values.to)];
  replay.session.load(
    sources.map((source) => ({ source, from, to })),
    wholeNumber(values.seed, 1),
  );
  const held = await Promise.all(sources.map((source) => hub.hold(replayedId(source))));
  for (const { feed } of held) {
    for (const frame of backboneFrames) feed.bars(feed.instrument.priceSide, frame);
  }
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const stop = () => reject(new Failure('cancelled', 'The replay was cancelled.'));
    signal.addEventListener('abort', stop, { once: true });
    replay.session.onChange(({ phase }) => {
      if (phase === 'ended') resolve();
    });
    replay.session.setSpeed(speedOf(values.speed));
    replay.session.play();
  }).finally(() => replay.session.pause());
  const seconds = (performance.now() - started) / 1000;
  const bars = Object.fromEntries(
    backboneFrames.map((frame) => [
      frame,
      held.reduce((sum, { feed }) => {
        const { builder, ...counted } = countedBars(feed, frame);
        return sum + counted.closed + (builder ? 1 : 0);
      }, 0),
    ]),
  );
  for (const { release } of held) release();
  return { events: hash.count, seconds, bars, hash: hash.digest() };
}

function countedBars(
  feed: Awaited<ReturnType<ReturnType<typeof createMarketHub>['hold']>>['feed'],
  frame: (typeof backboneFrames)[number],
) {
  const bars = feed.bars(feed.instrument.priceSide, frame);
  return { closed: bars.closedCount(frame), builder: bars.builder.forming(frame) !== undefined };
}

function speedOf(text: string | boolean | undefined): number {
  if (text === undefined || text === 'max') return 0;
  const speed = Number(text);
  if (!(speed > 0 && speed <= largestReplaySpeed)) {
    throw new Failure(
      'invalid',
      `“${text}” is not a speed. Write max, or a number up to ${largestReplaySpeed}.`,
    );
  }
  return speed;
}

function wholeNumber(text: string | boolean | undefined, fallback: number): number {
  if (typeof text !== 'string') return fallback;
  if (!/^\d{1,9}$/.test(text)) throw new Failure('invalid', `“${text}” is not a whole number.`);
  return Number(text);
}

function moment(text: string | boolean | undefined) {
  if (typeof text !== 'string') return null;
  const time = Date.parse(text);
  if (!Number.isFinite(time))
    throw new Failure('invalid', `“${text}” is not a time. Write 2024-01-17T13:20:00Z.`);
  return epochMs(time);
}
