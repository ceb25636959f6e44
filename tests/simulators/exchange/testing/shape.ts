/* Compares what a simulator produced with a recorded message: the same members, of the same types. Values are not compared. */

export interface ShapeOptions {
  /** Members, by name, that either side may lack. */
  optional?: string[];
}

/** Differences in words; empty when the shapes agree. */
export function shapeDifferences(produced: unknown, recorded: unknown, options: ShapeOptions = {}): string[] {
  const found: string[] = [];
  compare(produced, recorded, '$', new Set(options.optional ?? []), found);
  return found;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? 'decimal text' : 'text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  return typeof value;
}

function compare(
  produced: unknown,
  recorded: unknown,
  path: string,
  optional: Set<string>,
  found: string[],
): void {
  const [mine, theirs] = [kindOf(produced), kindOf(recorded)];
  if (mine === 'null' || theirs === 'null') return;
  const isEmptyText = produced === '' || recorded === '';
  if (mine !== theirs && !(isEmptyText && mine.endsWith('text') && theirs.endsWith('text'))) {
    // Identifiers in text may happen to look like numbers.
    if (!(mine === 'decimal text' && theirs === 'text')) found.push(`${path}: ${mine}, recorded ${theirs}`);
    return;
  }
  if (Array.isArray(produced) && Array.isArray(recorded)) {
    compareRows(produced, recorded, path, optional, found);
  } else if (mine === 'object') {
    compareMembers(produced as object, recorded as object, path, optional, found);
  }
}

/** Rows of one kind compare with the first recorded one; fixed rows (candles, levels) place by place. */
function compareRows(
  mine: unknown[],
  theirs: unknown[],
  path: string,
  optional: Set<string>,
  found: string[],
): void {
  const isTuple = theirs.length > 0 && theirs.every((item) => typeof item !== 'object' || item === null);
  if (isTuple) {
    if (kindOf(theirs[0]) === 'text' && theirs.every((item) => typeof item === 'string')) return;
    if (mine.length !== theirs.length)
      found.push(`${path}: ${mine.length} places, recorded ${theirs.length}`);
    for (const [index, item] of theirs.entries())
      compare(mine[index], item, `${path}[${index}]`, optional, found);
    return;
  }
  const model = theirs[0];
  if (model === undefined) return;
  for (const [index, item] of mine.entries())
    compare(item, theirs[index] ?? model, `${path}[${index}]`, optional, found);
}

function compareMembers(
  mine: object,
  theirs: object,
  path: string,
  optional: Set<string>,
  found: string[],
): void {
  const [own, recorded] = [new Map(Object.entries(mine)), new Map(Object.entries(theirs))];
  for (const name of recorded.keys()) {
    if (!own.has(name) && !optional.has(name)) found.push(`${path}.${name}: missing`);
  }
  for (const [name, value] of own) {
    if (recorded.has(name)) compare(value, recorded.get(name), `${path}.${name}`, optional, found);
    else if (!optional.has(name)) found.push(`${path}.${name}: not in the recording`);
  }
}
