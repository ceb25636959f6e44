import type { DeclaredInput } from '../../../../../src-shared/contract/scripts.ts';

export const sources = ['open', 'high', 'low', 'close', 'hl2', 'hlc3', 'ohlc4', 'hlcc4', 'volume'].map(
  (value) => ({
    value,
    label: value,
  }),
);

export const timeframes = [
  { value: '', label: 'The chart’s' },
  { value: '1', label: '1 minute' },
  { value: '3', label: '3 minutes' },
  { value: '5', label: '5 minutes' },
  { value: '15', label: '15 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '60', label: '1 hour' },
  { value: '120', label: '2 hours' },
  { value: '240', label: '4 hours' },
  { value: '1D', label: '1 day' },
  { value: '1W', label: '1 week' },
  { value: '1M', label: '1 month' },
];

type Limits = Pick<DeclaredInput, 'kind' | 'minimum' | 'maximum'>;

/** The number that was typed, if the input takes it. A comma is a point to many. */
export function readNumber(text: string, { kind, minimum, maximum }: Limits): number | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.');
  const value = plain === '' ? Number.NaN : Number(plain);
  if (!Number.isFinite(value) || (kind === 'int' && !Number.isInteger(value))) return undefined;
  if ((minimum !== null && value < minimum) || (maximum !== null && value > maximum)) return undefined;
  return value;
}

export function numberError(text: string, limits: Limits): string | undefined {
  if (readNumber(text, limits) !== undefined) return undefined;
  const { kind, minimum, maximum } = limits;
  const what = kind === 'int' ? 'A whole number' : 'A number';
  if (minimum !== null && maximum !== null) return `${what} from ${minimum} to ${maximum}.`;
  if (minimum !== null) return `${what}, at least ${minimum}.`;
  if (maximum !== null) return `${what}, at most ${maximum}.`;
  return `${what}.`;
}

/** `0930-1600`, several with commas, days behind a colon. */
export function sessionError(text: string): string | undefined {
  const one = '([01]\\d|2[0-4])[0-5]\\d-([01]\\d|2[0-4])[0-5]\\d';
  const isSession = text === '' || text === '24x7' || new RegExp(`^${one}(,${one})*(:[1-7]+)?$`).test(text);
  return isSession ? undefined : 'From and to, as in 0930-1600 or 0930-1600:23456.';
}
