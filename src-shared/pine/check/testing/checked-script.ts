import { parse } from '../../syntax/parse.ts';
import { type Checked, type CheckOptions, check } from '../check.ts';
import { printProgram } from './print-program.ts';

/** A version 6 indicator with these lines; tests leave the heading out. */
export function indicatorOf(body: string, version = 6): string {
  return `//@version=${version}\nindicator("t")\n${body}`;
}

export function checkText(text: string, options: CheckOptions = {}): Checked {
  const { script, diagnostics } = parse(text);
  if (diagnostics.length > 0)
    throw new Error(`does not parse: ${diagnostics.map((d) => d.message).join(' ')}`);
  return check(script, options);
}

/** Errors and warnings as `code “marked text” message`, one a line; hints too if asked for. */
export function diagnosticsOf(text: string, options: CheckOptions = {}, withHints = false): string[] {
  return checkText(text, options)
    .diagnostics.filter((diagnostic) => withHints || diagnostic.severity !== 'hint')
    .map(({ code, start, end, message }) => `${code} “${firstLine(text.slice(start, end))}” ${message}`);
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : `${text.slice(0, end)} …`;
}

/** The program, without the heading's lines. @throws Error with the diagnostics where there is none */
export function programOf(text: string, options: CheckOptions = {}): string {
  const { program, diagnostics } = checkText(text, options);
  if (program === undefined) throw new Error(diagnostics.map((d) => `${d.code} ${d.message}`).join('\n'));
  return printProgram(program)
    .split('\n')
    .filter((line) => !line.startsWith('setting title'))
    .join('\n');
}

/** The script after the first fix of the diagnostic with this code. */
export function fixedBy(text: string, code: string): string | undefined {
  const fix = checkText(text).diagnostics.find((diagnostic) => diagnostic.code === code)?.fixes[0];
  if (fix === undefined) return undefined;
  let result = text;
  for (const edit of fix.edits.toSorted((a, b) => b.start - a.start)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}
