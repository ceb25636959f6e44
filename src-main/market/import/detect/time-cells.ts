import type { TimeFormat } from '../read-time.ts';

export interface FoundTimes {
  readonly format: TimeFormat;
  /** True when the cells show a time of day, not only a date. */
  readonly hasClock: boolean;
  /** True when the cells say which zone they are in, or count from the epoch. */
  readonly isZoned: boolean;
  /** A date such as 03/04/2012, when nothing in the sample tells its day from its month. */
  readonly ambiguous?: string;
}

const zoneEnd = /\d(\.\d+)? ?(Z|(UTC|GMT)?[+-]\d{2}:?(\d{2})?|UTC|GMT)$/i;
const yearFirst = /^\d{4}([-./])\d{1,2}\1\d{1,2}(?:[ T,]+(\d.*))?$/;
const yearLast = /^(\d{1,2})([-./])(\d{1,2})\2\d{4}(?:[ T,]+(\d.*))?$/;
const epoch = /^\d{9,19}(\.\d+)?$/;
const compact = /^(19|20|21)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[ T]?(([01]\d|2[0-4]):?[0-5]\d.*))?$/;

/** How a column's cells tell the time, or undefined when they do not. */
export function findTimes(cells: readonly string[]): FoundTimes | undefined {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length === 0 || filled.length < cells.length * 0.8) return undefined;
  /** The cells of that shape when most are; what else stands among them says nothing about the times. */
  const mostly = (shape: RegExp): [string, ...string[]] | undefined => {
    const [first, ...rest] = filled.filter((cell) => shape.test(cell));
    return first !== undefined && rest.length + 1 > filled.length * 0.5 ? [first, ...rest] : undefined;
  };
  const compacts = mostly(compact);
  if (compacts !== undefined) {
    const [first] = compacts;
    const hasClock = first.length > 8;
    return { format: 'ymd', hasClock, isZoned: hasClock && /[ T]/.test(first) && zoneEnd.test(first) };
  }
  const epochs = mostly(epoch);
  if (epochs !== undefined) return { format: epochUnit(epochs[0]), hasClock: true, isZoned: true };
  const calendarDates = mostly(yearFirst);
  if (calendarDates !== undefined) {
    const [first] = calendarDates;
    const [, mark, clock] = yearFirst.exec(first) ?? [];
    const hasClock = clock !== undefined;
    return { format: mark === '-' ? 'iso' : 'ymd', hasClock, isZoned: hasClock && zoneEnd.test(first) };
  }
  const dates = mostly(yearLast);
  return dates === undefined ? undefined : dayOrMonthFirst(dates);
}

export function isClock(cell: string): boolean {
  return (
    /^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[ap]m)?$/i.test(cell) ||
    /^([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/.test(cell)
  );
}

/** Seconds end in the year 5138 where milliseconds begin in 1973, and so on: the sizes do not meet in our times. */
function epochUnit(cell: string): TimeFormat {
  const value = Number(cell);
  if (value < 1e11) return 'epoch-s';
  if (value < 1e14) return 'epoch-ms';
  return value < 1e17 ? 'epoch-us' : 'epoch-ns';
}

function dayOrMonthFirst(cells: readonly string[]): FoundTimes | undefined {
  let largestFirst = 0;
  let largestSecond = 0;
  const [sample = ''] = cells;
  for (const cell of cells) {
    const [, a, , b] = yearLast.exec(cell) ?? [];
    largestFirst = Math.max(largestFirst, Number(a ?? 0));
    largestSecond = Math.max(largestSecond, Number(b ?? 0));
  }
  const clock = yearLast.exec(sample)?.[4];
  const common = { hasClock: clock !== undefined, isZoned: clock !== undefined && zoneEnd.test(sample) };
  if (largestFirst > 12 && largestSecond > 12) return undefined;
  if (largestFirst > 12) return { ...common, format: 'dmy' };
  if (largestSecond > 12) return { ...common, format: 'mdy' };
  return { ...common, format: 'dmy', ambiguous: sample.split(/[ T]/)[0] ?? sample };
}
