import { writeFile } from 'node:fs/promises';
import { convert } from '../../../src-shared/pine/service/convert/convert.ts';
import { printDiagnostic } from '../../../src-shared/pine/syntax/code-frame.ts';
import { type CommandContext, type ExitCode, exitCodes } from '../command.ts';
import { readScript } from './script-file.ts';

/** Scripts of versions 4 and 5 in version 6: printed, or written over the files. What was done is said beside it. */
export async function convertFiles(
  files: readonly string[],
  { values, print, say, signal }: CommandContext,
): Promise<ExitCode> {
  let isWhole = true;
  for (const file of files) {
    if (signal.aborted) return exitCodes.cancelled;
    const source = await readScript(file);
    const { text, from, changes, notes, remaining } = convert(source);
    isWhole &&= remaining.length === 0;
    for (const { line, what } of changes) say(`${file}:${line}: ${what}`);
    for (const { line, what } of notes) say(`${file}:${line}: look at this: ${what}`);
    for (const diagnostic of remaining) say(`${file}: left to do: ${printDiagnostic(diagnostic, text)}`);
    if (values.write === true) {
      if (text !== source) await writeFile(file, text);
      say(`${file}: ${text === source ? 'nothing to change' : `version ${from} became version 6`}`);
    } else print(text.replace(/\n$/, ''));
  }
  return isWhole ? exitCodes.done : exitCodes.partly;
}
