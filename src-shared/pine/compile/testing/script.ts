import { check } from '../../check/check.ts';
import type { Program } from '../../check/program.ts';
import { parse } from '../../syntax/parse.ts';

/** A script's text, with the head it needs where it has none, as a checked program. */
export function scriptProgram(text: string): Program {
  const whole = text.includes('//@version') ? text : `//@version=6\nindicator("Test")\n${text}`;
  const parsed = parse(whole);
  const { program, diagnostics } = check(parsed.script);
  const mistakes = [...parsed.diagnostics, ...diagnostics].filter(({ severity }) => severity === 'error');
  if (program === undefined || mistakes.length > 0) {
    throw new Error(mistakes.map(({ code, message, start }) => `${code} at ${start}: ${message}`).join('\n'));
  }
  return program;
}
