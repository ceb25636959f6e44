import { Random } from './random.ts';

const insertions = [
  '(',
  ')',
  '[',
  ']',
  ',',
  '.',
  '?',
  ':',
  '=',
  '=>',
  ':=',
  '<',
  '>',
  '"',
  "'",
  '#',
  '\\',
  '//',
  '\n',
  '\r\n',
  '\t',
  '    ',
  ' ',
  '\u00a0',
  '\f',
  '\ufeff',
  ';',
  '{',
  '}',
  '&&',
  '||',
  '!',
  '@',
  '“',
  'é',
  '\ud800',
  '\u0000',
  '1.2.3',
  '12ab',
  '#12',
  ' if ',
  ' else ',
  ' for ',
  ' switch ',
  ' while ',
  ' var ',
  ' not ',
  ' to ',
  ' type ',
  ' export ',
  ' import ',
  ' enum ',
  ' method ',
  ' break ',
  ' and ',
  ' x ',
  ' = 1\n',
  '\nif a\n',
  '\nelse\n',
  '\n  => ',
  '[1][2]',
  'f(x) =>',
] as const;

/** Breaks a text at a few random places, or does it no harm, as chance has it. */
export function mutate(text: string, seed: number): string {
  const random = new Random(seed);
  let mutated = text;
  const count = 1 + random.below(4);
  for (let index = 0; index < count; index++) mutated = mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const chance = random.next();
  if (chance < 0.4) return text.slice(0, at) + random.pick(insertions) + text.slice(at);
  if (chance < 0.6) return text.slice(0, at) + text.slice(at + 1 + random.below(6));
  if (chance < 0.7)
    return text.slice(0, at) + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1);
  if (chance < 0.75) return text.slice(0, at);
  return mutateLines(text, random);
}

/** Moves, repeats, joins or indents a line anew. */
function mutateLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  const chance = random.next();
  if (chance < 0.25) lines.splice(random.below(lines.length), 0, line);
  else if (chance < 0.45) lines.splice(at, 1);
  else if (chance < 0.6) lines.splice(at, 2, line + (lines[at + 1] ?? ''));
  else lines[at] = ' '.repeat(random.below(14)) + line.trimStart();
  return lines.join('\n');
}
