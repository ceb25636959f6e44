/*
 * Numbers as text by a pattern: `#` a digit if there is one, `0` a digit in any case, `,` groups of three, `.` decimals, `%`
 * times a hundred, anything else as it stands; behind `;` another pattern for negative numbers.
 */

const mostDecimals = 16;

export function formatByPattern(value: number, pattern: string): string {
  if (Number.isNaN(value)) return 'NaN';
  const [positive = '', negative] = pattern.split(';');
  if (value < 0) {
    return negative === undefined ? `-${formatOne(-value, positive)}` : formatOne(-value, negative);
  }
  return formatOne(value, positive);
}

function formatOne(value: number, pattern: string): string {
  const found = /[#0,.]+/.exec(pattern);
  if (found === null) return pattern;
  const [digits] = found;
  const prefix = pattern.slice(0, found.index);
  const suffix = pattern.slice(found.index + digits.length);
  const scaled = prefix.includes('%') || suffix.includes('%') ? value * 100 : value;
  const point = digits.indexOf('.');
  const whole = point < 0 ? digits : digits.slice(0, point);
  const decimals = point < 0 ? '' : digits.slice(point + 1).replaceAll(',', '');
  return `${prefix}${digitsOf(scaled, whole, decimals)}${suffix}`;
}

function digitsOf(value: number, whole: string, decimals: string): string {
  if (!Number.isFinite(value)) return '∞';
  const least = decimals.lastIndexOf('0') + 1;
  const fixed = fixedDecimals(value, Math.min(decimals.length, mostDecimals));
  const [integer = '0', fraction = ''] = fixed.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(least, '0');
  const required = (whole.match(/0/g) ?? []).length;
  const padded = (integer === '0' && required === 0 && kept !== '' ? '' : integer).padStart(required, '0');
  const grouped = whole.includes(',') ? padded.replace(/\B(?=(\d{3})+$)/g, ',') : padded;
  // A pattern without any required digit still writes 0, and 0.5 keeps its 0.
  const shown = grouped === '' ? '0' : grouped;
  return kept === '' ? shown : `${shown}.${kept}`;
}

/** Like toFixed, for numbers of any size, and never in exponents. */
function fixedDecimals(value: number, decimals: number): string {
  return value < 1e21 ? value.toFixed(decimals) : BigInt(Math.round(value)).toString();
}

/** Numbers without a format: ten decimals at most. */
export const plainPattern = '#.##########';

/** Rounded to the tick, with as many decimals as the tick has. */
export function formatByTick(value: number, tick: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const decimals = decimalsOf(tick);
  return (Math.round(value / tick) * tick).toFixed(decimals);
}

function decimalsOf(tick: number): number {
  for (let decimals = 0; decimals < 12; decimals += 1) {
    const scaled = tick * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-9) return decimals;
  }
  return 12;
}

const sizes = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'K'],
] as const;

/** `1.234M`: three decimals at most. */
export function formatVolume(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  for (const [size, letter] of sizes) {
    if (Math.abs(value) >= size) return `${formatByPattern(value / size, '#.###')}${letter}`;
  }
  return formatByPattern(value, '#.###');
}
