/*
 * Symbol texts with modifiers. A plain one is `EXCHANGE:TICKER`; modifiers stand before it in braces, as
 * `{heikinashi}EXCHANGE:TICKER` or `{session=extended,adjustment=splits}EXCHANGE:TICKER`. The form is our own: scripts make it
 * with `ticker.*` and hand it on without looking inside.
 */

export interface TickerText {
  readonly plain: string;
  readonly modifiers: Readonly<Record<string, string>>;
}

export function readTicker(text: string): TickerText {
  if (!text.startsWith('{')) return { plain: text, modifiers: {} };
  const end = text.indexOf('}');
  if (end < 0) return { plain: text, modifiers: {} };
  const pairs = text
    .slice(1, end)
    .split(',')
    .map((pair) => pair.split('='))
    .map(([name, value]) => [name ?? '', value ?? ''] as const);
  return { plain: text.slice(end + 1), modifiers: Object.fromEntries(pairs) };
}

export function writeTicker({ plain, modifiers }: TickerText): string {
  const pairs = Object.entries(modifiers).map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return pairs.length === 0 ? plain : `{${pairs.join(',')}}${plain}`;
}

export function plainTicker(text: string): string {
  return readTicker(text).plain;
}

export function tickerOf(plain: string): string {
  return plain.slice(plain.indexOf(':') + 1);
}

export function prefixOf(plain: string): string | undefined {
  const colon = plain.indexOf(':');
  return colon < 0 ? undefined : plain.slice(0, colon);
}
