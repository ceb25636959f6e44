/** What is known of a span of bars. */
export interface Span {
  open: number;
  high: number;
  low: number;
  close: number;
}

/** Pivot, then resistance and support by turns, from the span and the open of the bars after it. */
type Formula = (span: Readonly<Span>, openAfter: number) => readonly number[];

const traditional: Formula = ({ high, low, close }) => {
  const pivot = (high + low + close) / 3;
  return [
    pivot,
    2 * pivot - low,
    2 * pivot - high,
    pivot + (high - low),
    pivot - (high - low),
    2 * pivot + high - 2 * low,
    2 * pivot - 2 * high + low,
    3 * pivot + high - 3 * low,
    3 * pivot - 3 * high + low,
    4 * pivot + high - 4 * low,
    4 * pivot - 4 * high + low,
  ];
};

const fibonacci: Formula = ({ high, low, close }) => {
  const pivot = (high + low + close) / 3;
  const reach = high - low;
  return [pivot, ...[0.382, 0.618, 1].flatMap((share) => [pivot + share * reach, pivot - share * reach])];
};

const woodie: Formula = ({ high, low }, openAfter) => {
  const pivot = (high + low + 2 * openAfter) / 4;
  const reach = high - low;
  const above = high + 2 * (pivot - low);
  const below = low - 2 * (high - pivot);
  return [
    pivot,
    2 * pivot - low,
    2 * pivot - high,
    pivot + reach,
    pivot - reach,
    above,
    below,
    above + reach,
    below - reach,
  ];
};

const classic: Formula = ({ high, low, close }) => {
  const pivot = (high + low + close) / 3;
  const reach = high - low;
  return [
    pivot,
    2 * pivot - low,
    2 * pivot - high,
    ...[1, 2, 3].flatMap((times) => [pivot + times * reach, pivot - times * reach]),
  ];
};

const demark: Formula = ({ open, high, low, close }) => {
  let sum = high + low + 2 * close;
  if (close > open) sum = 2 * high + low + close;
  else if (close < open) sum = 2 * low + high + close;
  return [sum / 4, sum / 2 - low, sum / 2 - high];
};

const camarilla: Formula = ({ high, low, close }) => {
  const reach = 1.1 * (high - low);
  const farthest = (high / low) * close;
  return [
    (high + low + close) / 3,
    ...[12, 6, 4, 2].flatMap((parts) => [close + reach / parts, close - reach / parts]),
    farthest,
    2 * close - farthest,
  ];
};

export const pivotFormulas: ReadonlyMap<string, Formula> = new Map([
  ['Traditional', traditional],
  ['Fibonacci', fibonacci],
  ['Woodie', woodie],
  ['Classic', classic],
  ['DM', demark],
  ['Camarilla', camarilla],
]);

/** Levels of the pivot and of five resistances and supports. */
export const levelCount = 11;
