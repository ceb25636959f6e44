import type { Diagnostic } from '../diagnostic.ts';
import { type LineMap, lineMap } from './line-map.ts';

/** Lines are cut to so many characters around the place that is meant. */
const widest = 120;

/**
 * A diagnostic as a page of text:
 *
 *     error P110: A value is missing at the end of the line. (3:9)
 *       2 | indicator("x")
 *     > 3 | plot(a +
 *         |         ^
 */
export function printDiagnostic(diagnostic: Diagnostic, text: string, map: LineMap = lineMap(text)): string {
  const from = map.positionOf(diagnostic.start);
  const to = map.positionOf(diagnostic.end);
  const first = Math.max(1, from.line - 1);
  const last = Math.min(map.lineCount, from.line + 1);
  const digits = String(last).length;
  const cut = Math.max(0, from.column - 1 - widest / 2);
  const lines = [
    `${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message} (${from.line}:${from.column})`,
  ];
  for (let line = first; line <= last; line++) {
    const written = map.lineText(line).slice(cut, cut + widest);
    const sign = line === from.line ? '>' : ' ';
    lines.push(`${sign} ${String(line).padStart(digits)} | ${written}`.trimEnd());
    if (line === from.line) {
      const until = to.line === from.line ? to.column : map.lineText(line).length + 1;
      const marks = Math.min(Math.max(until - from.column, 1), widest);
      lines.push(`  ${' '.repeat(digits)} | ${blank(written, from.column - 1 - cut)}${'^'.repeat(marks)}`);
    }
  }
  return lines.join('\n');
}

/** Space as wide as the line's beginning; its tabs stay tabs. */
const blank = (written: string, length: number): string =>
  written.slice(0, length).replaceAll(/[^\t]/g, ' ').padEnd(length);
