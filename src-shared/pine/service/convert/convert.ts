import type { CheckOptions } from '../../check/check.ts';
import type { Diagnostic, TextEdit } from '../../diagnostic.ts';
import type { LanguageVersion } from '../../syntax/tree.ts';
import { Analysis } from '../analysis.ts';
import { applyEdits } from '../text-edits.ts';
import { convertCalls } from './calls.ts';
import { convertMeaning } from './meaning.ts';
import { convertNames } from './names.ts';
import { type Change, Rewriter } from './rewriter.ts';

export interface Conversion {
  readonly text: string;
  readonly from: LanguageVersion;
  /** What was done, in the order of the text that was converted. */
  readonly changes: readonly Change[];
  /** What a person should look at: it cannot be told from the text alone. Lines as in the text that was converted. */
  readonly notes: readonly Change[];
  /** Mistakes that are left in the converted text. */
  readonly remaining: readonly Diagnostic[];
}

/** A script of version 4 or 5 in version 6. What is not mechanical is left as it was and named. */
export function convert(text: string, options: CheckOptions = {}): Conversion {
  const before = new Analysis(text, options);
  const from = before.version;
  if (from === 6 && before.parsed.script.version === 6) {
    return { text, from, changes: [], notes: [], remaining: errorsOf(before) };
  }
  const syntax = before.parsed.diagnostics.filter(({ severity }) => severity === 'error');
  if (syntax.length > 0) return { text, from, changes: [], notes: [], remaining: syntax };
  const rewriter = new Rewriter(text);
  const notes = new Rewriter(text);
  convertVersion(before, rewriter, from);
  if (from < 6) {
    convertNames(before, rewriter);
    convertCalls(before, rewriter, from);
    convertMeaning(before, rewriter, notes);
  }
  const lineOf = (offset: number) => before.lines.positionOf(offset).line;
  const mended = mendTypes(rewriter.apply(), options);
  return {
    text: mended.text,
    from,
    changes: [...rewriter.changes(lineOf), ...mended.changes],
    notes: notes.changes(lineOf),
    remaining: errorsOf(new Analysis(mended.text, options)),
  };
}

function errorsOf({ diagnostics }: Analysis): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function convertVersion({ parsed }: Analysis, rewriter: Rewriter, from: LanguageVersion): void {
  const comment = parsed.script.comments.find(({ text }) => /^\/\/\s*@version\s*=/.test(text));
  const place = comment ?? { start: 0, end: 0 };
  rewriter.replace(place, comment === undefined ? '//@version=6\n' : '//@version=6');
  rewriter.tell(place, from === 6 ? 'The version is written.' : `Version ${from} became version 6.`);
}

/** What the checker asks for and mends by itself; several rounds, since one mistake may hide another. */
const mostRounds = 4;

function mendTypes(converted: string, options: CheckOptions): { text: string; changes: Change[] } {
  let text = converted;
  const changes: Change[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const analysis = new Analysis(text, options);
    const edits: TextEdit[] = [];
    for (const diagnostic of errorsOf(analysis)) {
      const fix = diagnostic.fixes.find(({ title }) => /^Write (bool\(|\(…\[n\])/.test(title));
      if (
        fix === undefined ||
        fix.edits.some(({ start, end }) => edits.some((one) => start < one.end && one.start < end))
      )
        continue;
      edits.push(...fix.edits);
      const { line } = analysis.lines.positionOf(diagnostic.start);
      changes.push({
        line,
        what: fix.title.startsWith('Write bool')
          ? 'A number where a condition is needed is made a bool by bool().'
          : 'The history of a field is written as the field of the object’s history.',
      });
    }
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
  }
  return { text, changes };
}
