import { Failure } from '../../../src-shared/domain/failure.ts';
import { compile } from '../../../src-shared/pine/compile/compile.ts';
import { ScriptError } from '../../../src-shared/pine/runtime/budget.ts';
import { createInstance, type Instance } from '../../../src-shared/pine/runtime/instance.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { exitCodes } from '../command.ts';
import { readCandleFile } from './candle-file.ts';
import { drawingsAsJson } from './drawings-as-json.ts';
import { inputValues } from './input-options.ts';
import { checkScript, printed, readLibraries, readScript } from './script-file.ts';
import { symbolFacts, timeframeOf } from './symbol-options.ts';

type Values = CommandContext['values'];

/** `tidemark pine run`: one script over one file of bars, and all that came of it as one JSON object. */
export async function runPine({
  positionals,
  values,
  lists,
  print,
  signal,
}: CommandContext): Promise<ExitCode> {
  const [, path, ...more] = positionals;
  const candles = text(values, 'candles');
  if (path === undefined || more.length > 0 || candles === undefined) {
    throw new Failure('invalid', 'Write: tidemark pine run FILE --candles CSV');
  }
  const [source, libraries, bars] = await Promise.all([
    readScript(path),
    readLibraries(lists.library ?? []),
    readCandleFile(candles),
  ]);
  const { program, diagnostics, parseMs, checkMs } = checkScript(source, libraries);
  const timings = {
    parseMs: rounded(parseMs),
    checkMs: rounded(checkMs),
    compileMs: 0,
    runMs: 0,
    bars: bars.count,
  };
  const told = printed(source, diagnostics);
  if (program === undefined) {
    print(JSON.stringify({ ok: false, ...nothing, diagnostics: told, timings }));
    return exitCodes.failed;
  }
  const symbol = symbolFacts({
    symbol: text(values, 'symbol'),
    type: text(values, 'type'),
    timeframe: text(values, 'timeframe'),
    timezone: text(values, 'timezone'),
    session: text(values, 'session'),
    mintick: text(values, 'mintick'),
    pointvalue: text(values, 'pointvalue'),
    currency: text(values, 'currency'),
  });
  const timeframe = timeframeOf(text(values, 'timeframe'), bars);
  const inputs = inputValues(program, lists.input ?? []);
  const started = performance.now();
  const compiled = compile(program);
  const compiledAt = performance.now();
  timings.compileMs = rounded(compiledAt - started);
  const now = bars.time[bars.count - 1] ?? 0;
  let instance: Instance | undefined;
  let fault: ReturnType<typeof faultOf> | undefined;
  try {
    instance = createInstance(compiled, { series: { symbol, timeframe, bars }, inputs, now });
    const slice = 20_000;
    for (let until = slice; instance.runHistory(until) < bars.count; until += slice) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) return exitCodes.cancelled;
    }
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    fault = faultOf(error, bars.time);
  }
  timings.runMs = rounded(performance.now() - compiledAt);
  const runtime =
    fault === undefined ? [] : printed(source, [fault.diagnostic]).map((one) => ({ ...one, ...fault?.at }));
  const needs = (instance?.needs ?? []).map((need) => `${need.symbol} ${need.timeframe}`);
  if (needs.length > 0) {
    const message = `The script asks for ${needs.join(', ')}, which a file of bars does not hold; those values are na.`;
    told.push({ code: 'P902', severity: 'warning', message, line: 1, column: 1, endLine: 1, endColumn: 1 });
  }
  print(
    JSON.stringify({
      ok: fault === undefined,
      ...(instance === undefined ? nothing : results(instance, bars.time, bars.count)),
      diagnostics: [...told, ...runtime],
      timings,
    }),
  );
  return fault === undefined ? exitCodes.done : exitCodes.failed;
}

const nothing = { plots: [], drawings: {}, alerts: [], logs: [] };

/** A plot's values are those of its first column; its other columns, such as a candle's prices or colours, stand beside them. */
function results({ outputs, context }: Instance, times: Float64Array, count: number) {
  const column = (values: Float64Array) =>
    Array.from({ length: count }, (_, bar) => {
      const value = values[bar] as number;
      return [times[bar], Number.isFinite(value) ? value : null];
    });
  const plots = outputs.plots.map(({ id, title, kind, options, columns, recorded }) => {
    const [first, ...others] = columns;
    const values = (name: string | undefined) => {
      const found = name === undefined ? undefined : recorded.get(name);
      return found === undefined ? [] : column(found.values);
    };
    const constant = typeof options.price === 'number' ? options.price : null;
    return {
      id,
      title,
      kind,
      options,
      values:
        first === undefined && kind === 'hline'
          ? Array.from(times.subarray(0, count), (time) => [time, constant])
          : values(first),
      ...(others.length === 0
        ? {}
        : { columns: Object.fromEntries(others.map((name) => [name, values(name)])) }),
    };
  });
  return {
    plots,
    drawings: drawingsAsJson(context),
    alerts: outputs.alerts,
    logs: outputs.logs,
    ...(outputs.orders.length === 0 ? {} : { orders: outputs.orders }),
  };
}

function faultOf(error: ScriptError, times: Float64Array) {
  const { bar, start = 0, end = start } = error;
  return {
    diagnostic: { code: 'P901', severity: 'error' as const, message: error.message, start, end, fixes: [] },
    at: bar === undefined ? {} : { bar, time_ms: times[bar] ?? null },
  };
}

const rounded = (milliseconds: number) => Math.round(milliseconds * 1000) / 1000;

function text(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}
