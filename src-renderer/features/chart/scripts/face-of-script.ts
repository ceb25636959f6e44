import type { DeclaredInput, ScriptFault } from '../../../../src-shared/contract/scripts.ts';
import type { ScriptErrors } from '../../../lib/scripts/script-requests.ts';
import type { DeclaredScript, ScriptPhase, ScriptRunState } from '../../../lib/scripts/script-run.ts';
import type { ChartScript } from './chart-script.ts';

/** How one script stands, as the legend and the dialogs show it. */
export interface FaceOfScript {
  readonly title: string;
  /** Values of the inputs behind the title, as in “MACD 12 26 9”. */
  readonly summary: string;
  readonly phase: ScriptPhase;
  /** 0 to 1 while it runs over history. */
  readonly progress: number;
  /** What went wrong, in words; empty while all is well. */
  readonly fault: string;
  /** What the run says of it; undefined where it is not the script's. */
  readonly cause: ScriptFault | undefined;
  /** Unknown until it has said so once. */
  readonly isOverlay: boolean | null;
  readonly declared: DeclaredScript | undefined;
}

const mostSummary = 5;
const longestText = 14;

/** The same object as before while nothing is different. */
export function faceOf(
  script: ChartScript,
  state: ScriptRunState | undefined,
  before: FaceOfScript | undefined,
  trouble: string,
): FaceOfScript {
  const declared = state?.declared ?? before?.declared;
  const fault = state?.fault;
  const place = fault?.bar == null ? '' : ` (bar ${fault.bar.index})`;
  const face: FaceOfScript = {
    title: declared?.shortTitle || declared?.title || script.name,
    summary: declared === undefined ? '' : summaryOf(declared.inputs, script.sources),
    phase: trouble === '' ? (state?.phase ?? 'loading') : 'failed',
    progress: state === undefined || state.total === 0 ? 0 : state.done / state.total,
    fault: trouble !== '' || fault === undefined ? trouble : fault.message + place,
    cause: trouble === '' ? fault : undefined,
    isOverlay: declared?.isOverlay ?? script.isOverlay,
    declared,
  };
  return before !== undefined && isSameFace(face, before) ? before : face;
}

function isSameFace(a: FaceOfScript, b: FaceOfScript): boolean {
  return (Object.keys(a) as (keyof FaceOfScript)[]).every((name) => a[name] === b[name]);
}

/** The mistakes that keep a script from running; undefined where it stopped for another reason. */
export function errorsOf(fault: ScriptFault | undefined): ScriptErrors | undefined {
  const errors = (fault?.diagnostics ?? []).filter(({ severity }) => severity === 'error');
  const [first] = errors.toSorted((a, b) => a.start - b.start);
  if (first === undefined) return undefined;
  return { count: errors.length, message: first.message, place: { start: first.start, end: first.end } };
}

/** “3 errors”. */
export function errorCount(count: number): string {
  return count === 1 ? '1 error' : `${count} errors`;
}

const plainKinds = new Set([
  'int',
  'float',
  'source',
  'string',
  'timeframe',
  'session',
  'symbol',
  'enum',
  'price',
]);

/** Numbers and short choices, in the script's order. */
export function summaryOf(inputs: readonly DeclaredInput[], sources: ChartScript['sources'] = {}): string {
  return inputs
    .filter(({ kind }) => plainKinds.has(kind))
    .map((input) => sources[input.id]?.title ?? shortText(inputText(input, input.value)))
    .filter((text) => text !== '')
    .slice(0, mostSummary)
    .join(' ');
}

function shortText(text: string): string {
  return text.length <= longestText ? text : '';
}

function inputText(input: DeclaredInput, value: DeclaredInput['value']): string {
  const option = input.options?.find((one) => one.value === value);
  if (option !== undefined) return option.title;
  return value === null ? '' : String(value);
}
