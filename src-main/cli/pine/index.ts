import { writeFile } from 'node:fs/promises';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { printDiagnostic } from '../../../src-shared/pine/syntax/code-frame.ts';
import { format } from '../../../src-shared/pine/syntax/format/format.ts';
import { type CliCommand, type CommandContext, type ExitCode, exitCodes } from '../command.ts';
import { convertFiles } from './convert-files.ts';
import { runPine } from './pine-run.ts';
import { checkScript, printed, readLibraries, readScript } from './script-file.ts';

/** Scripts without the application: what an editor's save hook or a build server calls. */
export const pineCommand: CliCommand = {
  name: 'pine',
  usage:
    'pine check FILE… | pine run FILE --candles CSV [options] | pine fmt FILE… [--write] | pine convert FILE… [--write]',
  summary: 'checks, runs, formats and converts Pine scripts',
  help: [
    'check FILE…       one JSON line a file: {"file","version","ok","diagnostics"}; exit 1 when any has an error',
    '--frames          with check: for people, with the lines that are meant',
    'run FILE          runs it over a file of bars and prints one JSON object: plots, drawings, alerts, logs',
    '--candles CSV     columns time_ms, open, high, low, close, volume; plain or gzip',
    '--symbol E:T      exchange and ticker; type, hours and currency follow from it',
    '--type TYPE       forex, futures, crypto, stock, index, fund, cfd, bond, economic',
    '--timeframe TF    30, 240, 1D, or 30m, 4h; found in the file otherwise',
    '--timezone ZONE   of the exchange, an IANA name      --session HHMM-HHMM   its hours, or 24x7',
    '--mintick X       smallest step of the price         --pointvalue X        money of a move of 1',
    '--currency C      of the prices                      --input NAME=VALUE    a setting by its title; as often as needed',
    '--library user/name/version=FILE   with check and run: the text of a library that scripts import; as often as needed',
    'fmt FILE…         prints the formatted script; --write changes the files, --check tells which would change (exit 3)',
    'convert FILE…     prints the script in version 6 and says what changed; --write changes the files; exit 3 when',
    '                  something is left to be done by hand',
  ],
  options: {
    candles: { type: 'string' },
    symbol: { type: 'string' },
    type: { type: 'string' },
    timeframe: { type: 'string' },
    timezone: { type: 'string' },
    session: { type: 'string' },
    mintick: { type: 'string' },
    pointvalue: { type: 'string' },
    currency: { type: 'string' },
    input: { type: 'string', multiple: true },
    library: { type: 'string', multiple: true },
    frames: { type: 'boolean' },
    write: { type: 'boolean' },
    check: { type: 'boolean' },
  },
  async run(context) {
    const [action, ...files] = context.positionals;
    if (action === 'run') return runPine(context);
    const act = action === undefined || !Object.hasOwn(acts, action) ? undefined : acts[action];
    if (files.length === 0 || act === undefined) {
      throw new Failure(
        'invalid',
        'Write: tidemark pine check FILE, pine run FILE --candles CSV, pine fmt FILE or pine convert FILE',
      );
    }
    return act(files, context);
  },
};

const acts: Readonly<
  Record<string, (files: readonly string[], context: CommandContext) => Promise<ExitCode>>
> = { check: checkFiles, fmt: formatFiles, convert: convertFiles };

async function checkFiles(
  files: readonly string[],
  { values, lists, print, signal }: CommandContext,
): Promise<ExitCode> {
  const libraries = await readLibraries(lists.library ?? []);
  let isClean = true;
  for (const file of files) {
    if (signal.aborted) return exitCodes.cancelled;
    const text = await readScript(file);
    const { script, program, diagnostics } = checkScript(text, libraries);
    const ok = program !== undefined;
    isClean &&= ok;
    if (values.frames === true) {
      for (const diagnostic of diagnostics) print(`${file}: ${printDiagnostic(diagnostic, text)}`);
    } else {
      print(
        JSON.stringify({
          file,
          version: script.version ?? null,
          ok,
          diagnostics: printed(text, diagnostics),
        }),
      );
    }
  }
  return isClean ? exitCodes.done : exitCodes.failed;
}

async function formatFiles(
  files: readonly string[],
  { values, print, say, signal }: CommandContext,
): Promise<ExitCode> {
  let changed = 0;
  for (const file of files) {
    if (signal.aborted) return exitCodes.cancelled;
    const text = await readScript(file);
    const formatted = format(text);
    if (formatted !== text) changed += 1;
    if (values.check === true) {
      if (formatted !== text) print(file);
    } else if (values.write === true) {
      if (formatted !== text) await writeFile(file, formatted);
    } else print(formatted.replace(/\n$/, ''));
  }
  if (values.write === true) say(`${changed} of ${files.length} files changed`);
  return values.check === true && changed > 0 ? exitCodes.partly : exitCodes.done;
}
