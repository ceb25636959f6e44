import { candleAt } from '../../src-shared/domain/candle.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import { instrumentId, type PriceSide, priceSides } from '../../src-shared/domain/instrument.ts';
import { isoTime } from '../../src-shared/domain/time.ts';
import { timeframe } from '../../src-shared/domain/timeframe.ts';
import { storedBars } from '../market/stored-history.ts';
import { type CliCommand, exitCodes } from './command.ts';
import { withStorage } from './open-store.ts';

const mostBars = 5_000_000;

export const candlesCommand: CliCommand = {
  name: 'candles',
  usage: 'candles INSTRUMENT TF [--from TIME] [--to TIME] [--side SIDE] [--json]',
  summary: 'prints stored bars, longer ones made of shorter ones where needed',
  help: [
    '--from TIME       first moment, ISO 8601 or epoch ms',
    '--to TIME         moment before which to end',
    '--side SIDE       trade, bid or ask; the instrument’s own otherwise',
    '--json            one {"time_ms","open","high","low","close","volume"} per line',
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    side: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ profile, positionals, values, print, say, signal }) {
    const [idText, frameText] = positionals;
    if (idText === undefined || frameText === undefined) {
      throw new Failure('invalid', 'Write: tidemark candles INSTRUMENT TF, for example: candles CME:6EH4 5m');
    }
    return withStorage(profile, async ({ market }) => {
      const instrument = market.instrument(instrumentId(idText));
      if (instrument === undefined) throw new Failure('not-found', `Nothing of ${idText} is stored.`);
      const priceSide = sideOf(values.side) ?? instrument.priceSide;
      const key = { instrument: instrument.id, timeframe: timeframe(frameText), priceSide };
      const to = momentOf(values.to) ?? Number.POSITIVE_INFINITY;
      const from = momentOf(values.from) ?? Number.NEGATIVE_INFINITY;
      const { candles } = storedBars(market, key, to, mostBars);
      if (candles.length === 0) {
        throw new Failure(
          'not-found',
          `No ${key.timeframe} ${priceSide} bars of ${instrument.id} can be made.`,
        );
      }
      let printed = 0;
      for (let index = 0; index < candles.length; index += 1) {
        const { time, ...prices } = candleAt(candles, index);
        if (signal.aborted) return exitCodes.cancelled;
        if (time < from) continue;
        const { open, high, low, close, volume } = prices;
        print(
          values.json === true
            ? JSON.stringify({ time_ms: time, open, high, low, close, volume })
            : [isoTime(time), open, high, low, close, volume].join('\t'),
        );
        printed += 1;
        if (printed % 10_000 === 0) await outputHasRoom(signal);
      }
      say(`${printed} bars`);
      return exitCodes.done;
    });
  },
};

/** Waits for a slow reader, unless there is no longer one. */
function outputHasRoom(signal: AbortSignal): Promise<void> {
  const { stdout } = process;
  if (!stdout.writableNeedDrain || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    stdout.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function sideOf(text: string | boolean | undefined): PriceSide | undefined {
  if (text === undefined) return undefined;
  const side = priceSides.find((one) => one === text);
  if (side === undefined) throw new Failure('invalid', `“${text}” is not a side. Write trade, bid or ask.`);
  return side;
}

function momentOf(text: string | boolean | undefined): number | undefined {
  if (typeof text !== 'string') return undefined;
  const time = /^\d{9,}$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(time))
    throw new Failure('invalid', `“${text}” is not a time. Write 2024-01-17T13:20:00Z.`);
  return time;
}
