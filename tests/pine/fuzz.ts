import { compile } from '../../src-shared/pine/compile/compile.ts';
import { randomScript } from '../../src-shared/pine/compile/testing/random-script.ts';
import { defaultLimits, type Limits, ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import { createInstance } from '../../src-shared/pine/runtime/instance.ts';
import { format } from '../../src-shared/pine/syntax/format/format.ts';
import { parse } from '../../src-shared/pine/syntax/parse.ts';
import { generateProgram } from '../../src-shared/pine/syntax/testing/generate.ts';
import { mutate } from '../../src-shared/pine/syntax/testing/mutate.ts';
import { Random } from '../../src-shared/pine/syntax/testing/random.ts';
import { checked, eightBars } from './running.ts';

/** How far programs came. */
export interface FuzzCounts {
  programs: number;
  withSyntax: number;
  compiled: number;
  ran: number;
  stopped: number;
  /** The longest that one program took from its text to its last bar, in milliseconds. */
  slowest: number;
}

/** Loops that chance wrote may be endless; a few thousand passes show as much as a million. */
const limits: Limits = { ...defaultLimits, loopPassesPerBar: 20_000, loopPasses: 100_000 };

const series = eightBars();

/** A text of the given number: made by the grammar, made to have meaning, or one of these or of the seeds, broken. */
export function fuzzText(number: number, seeds: readonly string[]): string {
  const random = new Random(number);
  const chance = random.next();
  if (chance < 0.3) return generateProgram(number, 2 + random.below(10));
  if (chance < 0.45) return mutate(generateProgram(number, 2 + random.below(8)), number);
  const seed = seeds[random.below(seeds.length)] ?? '';
  if (chance < 0.7) return changed(seed, random);
  if (chance < 0.8) return mutate(seed, number);
  const meaningful = randomScript((below) => random.below(below), 2 + random.below(8));
  return chance < 0.9 ? meaningful : changed(meaningful, random);
}

const replacements: readonly (readonly [RegExp, readonly [string, ...string[]]])[] = [
  [/\b\d+\b(?![\d.]|.*@version)/g, ['0', '1', '2', '7', '100000', '1.5', '(-1)', 'na', 'bar_index']],
  [/ [-+*/%] /g, [' + ', ' - ', ' * ', ' / ', ' % ']],
  [/ (==|!=|<=|>=|<|>) /g, [' == ', ' != ', ' < ', ' >= ']],
  [/\b(close|open|high|low)\b/g, ['close', 'volume', 'na', 'time', 'bar_index', 'close[1]']],
  [/\b(and|or)\b/g, ['and', 'or', '==']],
];

/** Other numbers, operators and series in a few places: mostly it still means something. */
function changed(text: string, random: Random): string {
  let result = text;
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const [pattern, values] = replacements[random.below(replacements.length)] ?? [/$^/g, ['']];
    const places = [...result.matchAll(pattern)];
    const place = places[random.below(places.length)];
    if (place === undefined) continue;
    result = result.slice(0, place.index) + random.pick(values) + result.slice(place.index + place[0].length);
  }
  return result;
}

/**
 * Takes a text all the way to its last bar. Mistakes of the text and of the script are fine; anything else that is thrown, a
 * refusal of the verifier above all, is ours.
 */
export function fuzzOne(text: string, counts: FuzzCounts): void {
  counts.programs += 1;
  const begin = performance.now();
  const parsed = parse(text);
  if (parsed.diagnostics.length === 0) {
    counts.withSyntax += 1;
    format(text);
  }
  const { program } = checked(text);
  if (program !== undefined) {
    const compiled = compile(program);
    counts.compiled += 1;
    try {
      createInstance(compiled, { series, now: 0, limits }).runHistory();
      counts.ran += 1;
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      counts.stopped += 1;
    }
  }
  counts.slowest = Math.max(counts.slowest, performance.now() - begin);
}

export function noCounts(): FuzzCounts {
  return { programs: 0, withSyntax: 0, compiled: 0, ran: 0, stopped: 0, slowest: 0 };
}
