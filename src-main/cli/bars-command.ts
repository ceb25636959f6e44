import { Failure } from '../../src-shared/domain/failure.ts';
import { isoTime } from '../../src-shared/domain/time.ts';
import { activityBars } from '../market/index.ts';
import { type ActivityBarKind, activityBarKinds } from '../venues/venue.ts';
import { type CliCommand, type CommandContext, exitCodes } from './command.ts';
import { stretchOf, withMarket } from './open-market.ts';

export const barsCommand: CliCommand = {
  name: 'bars',
  usage:
    'bars INSTRUMENT --ticks N | --volume N | --range N --from TIME [--to TIME] [--connection NAME] [--json]',
  summary: 'prints bars that end with activity instead of time, as a connection’s venue makes them',
  help: [
    '--ticks N         a bar is N trades',
    '--volume N        a bar is a volume of N',
    '--range N         a bar is a range of N price steps',
    '--from TIME       first moment, ISO 8601 or epoch ms',
    '--to TIME         moment before which to end; now otherwise',
    '--connection NAME the saved connection (id or nickname), where several have the market',
    '--json            one {"time_ms","close_time_ms","open","high","low","close","volume"} per line',
  ],
  options: {
    ticks: { type: 'string' },
    volume: { type: 'string' },
    range: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    connection: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(context) {
    if (context.positionals.length !== 1) {
      throw new Failure('invalid', 'Write: tidemark bars INSTRUMENT --ticks N --from TIME [--to TIME]');
    }
    const { kind, size } = barOf(context);
    const range = stretchOf(context, Date.now());
    return withMarket(context, async ({ venue, instrument }) => {
      let printed = 0;
      const request = { instrument: instrument.id, kind, size, range };
      for await (const page of activityBars(venue, request, context.signal)) {
        for (const { time, closeTime, open, high, low, close, volume } of page) {
          context.print(
            context.values.json === true
              ? JSON.stringify({ time_ms: time, close_time_ms: closeTime, open, high, low, close, volume })
              : [isoTime(time), isoTime(closeTime), open, high, low, close, volume].join('\t'),
          );
        }
        printed += page.length;
      }
      context.say(`${printed} bars`);
      return context.signal.aborted ? exitCodes.cancelled : exitCodes.done;
    });
  },
};

function barOf({ values }: CommandContext): { kind: ActivityBarKind; size: number } {
  const given = activityBarKinds.filter((kind) => values[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    throw new Failure('invalid', 'Say what ends a bar: one of --ticks N, --volume N and --range N.');
  }
  const size = Number(values[kind]);
  if (!Number.isInteger(size) || size < 1) {
    throw new Failure('invalid', `“${values[kind]}” is not a size. Write a whole number from 1.`);
  }
  return { kind, size };
}
