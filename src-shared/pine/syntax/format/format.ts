import { parse } from '../parse.ts';
import { Printer } from './printer.ts';

export interface FormatOptions {
  /** Columns after which lines are wrapped where they can be. */
  readonly width?: number;
}

/**
 * The script in the one form that scripts have here: blocks indented by four, spaces around operators, long lines wrapped. It
 * means the same as before, keeps its comments and single empty lines, and formatting it again changes nothing. A text with
 * syntax errors is handed back as it is.
 */
export function format(text: string, options: FormatOptions = {}): string {
  const { script, diagnostics } = parse(text);
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return text;
  const lines = new Printer(text, script, options.width ?? 120).print(script);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return lines.map((line) => line + lineEnd).join('');
}
