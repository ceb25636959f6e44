import { addAbortSignal } from 'node:stream';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { type CliCommand, type CommandContext, type ExitCode, exitCodes } from '../command.ts';

/** Looks at single messages of Rithmic's protocol: hex to JSON and back. */
export const rithmicCommand: CliCommand = {
  name: 'rithmic',
  usage: 'rithmic decode | rithmic encode',
  summary: 'shows messages of Rithmic’s protocol as JSON, and makes them from JSON',
  help: [
    'decode   reads one message a line in hex on standard input, with or without its four bytes of length, and prints',
    '         {"template_id","name","fields"}, or {"error"} for what is no message; one line for each line read',
    'encode   reads such JSON, one object a line, and prints the message in hex without a length, or {"error"}',
    'Fields have the names of the protocol. Integers beyond 2^53 are decimal text, bytes are base64.',
    'Needs no profile, no connection and no network. docs/venue-tools.md says more.',
  ],
  options: {},
  async run(context) {
    const [action, ...rest] = context.positionals;
    if ((action !== 'decode' && action !== 'encode') || rest.length > 0) {
      throw new Failure('invalid', 'Write: tidemark rithmic decode, or tidemark rithmic encode.');
    }
    const { messageAsJson, messageFromJson } = await import('../../venues/rithmic/wire/index.ts');
    return eachLine(action === 'decode' ? messageAsJson : messageFromJson, context);
  },
};

/** An empty line is answered as well, so that line n of the answers belongs to line n of the questions. */
async function eachLine(
  convert: (line: string) => string,
  { print, signal }: CommandContext,
): Promise<ExitCode> {
  let rest = '';
  try {
    for await (const chunk of addAbortSignal(signal, process.stdin.setEncoding('utf8'))) {
      // Not by readline, which takes more characters than this one for the end of a line; texts may hold them.
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) print(convert(line));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    return exitCodes.cancelled;
  }
  if (rest !== '') print(convert(rest));
  return exitCodes.done;
}
