import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { Failure } from '../../src-shared/domain/failure.ts';
import { profileFolder } from '../storage/profile/profile.ts';
import { type CliCommand, type ExitCode, exitCodes } from './command.ts';
import { commandNames } from './command-names.ts';

type CommandName = (typeof commandNames)[number];

/** Each command's code is fetched when it is asked for: the web host need not read the script engine to start. */
const load: Readonly<Record<CommandName, () => Promise<CliCommand>>> = {
  import: async () => (await import('./import-command.ts')).importCommand,
  candles: async () => (await import('./candles-command.ts')).candlesCommand,
  ticks: async () => (await import('./ticks-command.ts')).ticksCommand,
  bars: async () => (await import('./bars-command.ts')).barsCommand,
  replay: async () => (await import('./replay-command.ts')).replayCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
  serve: async () => (await import('./serve-command.ts')).serveCommand,
  connection: async () => (await import('./connection-command.ts')).connectionCommand,
  vault: async () => (await import('./vault-command.ts')).vaultCommand,
  venue: async () => (await import('./venue-command.ts')).venueCommand,
  pine: async () => (await import('./pine/index.ts')).pineCommand,
  rithmic: async () => (await import('./rithmic/index.ts')).rithmicCommand,
};

/** Runs one command line. Everything it has to say about failures goes to standard error in one sentence. */
export async function runCommandLine(argv: readonly string[], version: string): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const complain = (line: string) => process.stderr.write(`tidemark: ${line}\n`);
  if (name === '--version') {
    print(version);
    return exitCodes.done;
  }
  if (name === undefined || name === '--help' || name === 'help') {
    print(await help());
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  const known = commandNames.find((one) => one === name);
  if (known === undefined) {
    complain(`“${name}” is not a command. “tidemark --help” lists them.`);
    return exitCodes.usage;
  }
  const command = await load[known]();
  const controller = new AbortController();
  const stop = () => controller.abort();
  // Stays until the end: a second signal (a terminal sends one to every process of a group) changes nothing.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Whoever reads our output may stop reading, as `head` does; that ends the work, not the storage. It may come late.
  process.stdout.on('error', stop);
  try {
    const parsed = parse(command, rest);
    if (parsed.values.help === true) {
      print(commandHelp(command));
      return exitCodes.done;
    }
    const { values, lists } = sorted(parsed.values);
    return await command.run({
      profile: profileFolder(process.env, process.platform, homedir()),
      version,
      positionals: parsed.positionals,
      values,
      lists,
      print,
      say: (line) => {
        if (values.json !== true) process.stderr.write(`${line}\n`);
      },
      signal: controller.signal,
    });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    complain(error.message);
    if (error.kind === 'invalid') return exitCodes.usage;
    if (error.kind === 'cancelled') return exitCodes.cancelled;
    return error.kind === 'unavailable' && 'folder' in error.data ? exitCodes.busy : exitCodes.failed;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function parse(command: CliCommand, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = error.message.split('. ')[0];
    throw new Failure('invalid', `${message}. “tidemark ${command.name} --help” says what it takes.`, {
      cause: error,
    });
  }
}

function sorted(parsed: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>) {
  const values: Record<string, string | boolean | undefined> = {};
  const lists: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(parsed)) {
    if (Array.isArray(value)) lists[name] = value.map(String);
    else values[name] = value;
  }
  return { values, lists };
}

async function help(): Promise<string> {
  const commands = await Promise.all(commandNames.map((name) => load[name]()));
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'tidemark COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    '“tidemark COMMAND --help” says more. TIDEMARK_PROFILE chooses another profile folder.',
    'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part or a check found a fault,',
    '            4 the profile is in use, 130 cancelled.',
  ].join('\n');
}

function commandHelp({ usage, summary, help: lines }: CliCommand): string {
  return [`tidemark ${usage}`, summary, '', ...lines.map((line) => `  ${line}`)].join('\n');
}
