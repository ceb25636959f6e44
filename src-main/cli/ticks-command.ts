import { Failure } from '../../src-shared/domain/failure.ts';
import { isoTime } from '../../src-shared/domain/time.ts';
import { fetchTrades } from '../market/index.ts';
import { type CliCommand, exitCodes } from './command.ts';
import { stretchOf, withMarket } from './open-market.ts';

const saidEvery = 50_000;

export const ticksCommand: CliCommand = {
  name: 'ticks',
  usage: 'ticks INSTRUMENT --from TIME [--to TIME] [--connection NAME] [--json]',
  summary: 'fetches every single trade of a stretch from a connection and stores them for the replay',
  help: [
    '--from TIME       first moment, ISO 8601 or epoch ms',
    '--to TIME         moment before which to end; now otherwise',
    '--connection NAME the saved connection (id or nickname), where several have the market',
    '--json            prints {"instrument","trades","added","first","last","isWhole"}',
    'Ctrl C ends it; what has come until then stays, and the same again adds what is missing.',
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    connection: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(context) {
    if (context.positionals.length !== 1) {
      throw new Failure('invalid', 'Write: tidemark ticks INSTRUMENT --from TIME [--to TIME]');
    }
    const range = stretchOf(context, Date.now());
    return withMarket(context, async ({ venue, instrument, market }) => {
      let said = 0;
      const fetched = await fetchTrades({
        venue,
        instrument,
        range,
        market,
        signal: context.signal,
        onProgress({ trades, until }) {
          if (trades < said + saidEvery) return;
          said = trades;
          context.say(`${trades} trades, up to ${isoTime(until)}`);
        },
      });
      const { trades, added, first, last } = fetched;
      if (context.values.json === true)
        context.print(JSON.stringify({ instrument: instrument.id, ...fetched }));
      else if (first === null || last === null) context.print('There were no trades in that time.');
      else
        context.print(
          `${trades === 1 ? '1 trade' : `${trades} trades`} from ${isoTime(first)} to ${isoTime(last)}, ${added} of them new`,
        );
      return fetched.isWhole ? exitCodes.done : exitCodes.cancelled;
    });
  },
};
