import { type Amount, decimal, Exact } from '../exchange/decimal.ts';
import { badArguments } from './venue-error.ts';
import { readExact } from './wire-text.ts';

/** What a request asks for, as text by name; nested names as forms spell them: `close[price]`, `orders[0][type]`. */
export class Parameters {
  private readonly values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.values = values;
  }

  has(name: string): boolean {
    return this.text(name) !== undefined;
  }

  /** Undefined when it was not sent, or sent empty. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    return value === undefined || value === '' ? undefined : value;
  }

  need(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw badArguments(name);
    return value;
  }

  flag(name: string): boolean {
    const value = this.text(name);
    return value === 'true' || value === '1';
  }

  amount(name: string): Amount | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,20}(\.\d{1,20})?$/.test(value)) throw badArguments(name);
    return decimal(value);
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,15}$/.test(value)) throw badArguments(name);
    return Number(value);
  }

  list(name: string): string[] {
    return (this.text(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }

  /** The members of `orders[0][…]`, `orders[1][…]` and so on, each for itself. */
  groups(name: string): Parameters[] {
    const found = new Map<string, Map<string, string>>();
    for (const [key, value] of this.values) {
      const [, group, index = '', rest = ''] = /^(\w+)\[(\d+)\](.*)$/.exec(key) ?? [];
      if (group !== name) continue;
      const members = found.get(index) ?? new Map<string, string>();
      members.set(rest.replace(/^\[(\w+)\]/, '$1'), value);
      found.set(index, members);
    }
    return [...found.values()].map((members) => new Parameters(members));
  }
}

export function formParameters(text: string): Parameters {
  return new Parameters(new Map(new URLSearchParams(text)));
}

/** @throws KrakenError when the body is not a JSON object. */
export function jsonParameters(text: string): Parameters {
  let body: unknown;
  try {
    body = readExact(text);
  } catch {
    throw badArguments();
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badArguments();
  return parametersOf(body as Record<string, unknown>);
}

/** Of a JSON object whose numbers are amounts. */
export function parametersOf(body: Record<string, unknown>): Parameters {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) flatten(name, value, values);
  return new Parameters(values);
}

function flatten(name: string, value: unknown, into: Map<string, string>): void {
  if (value === null || value === undefined) return;
  if (value instanceof Exact) into.set(name, value.toFixed());
  else if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item instanceof Exact)) {
    into.set(name, value.map((item) => (item instanceof Exact ? item.toFixed() : String(item))).join(','));
  } else if (typeof value === 'object') {
    for (const [member, inner] of Object.entries(value)) flatten(`${name}[${member}]`, inner, into);
  } else into.set(name, String(value));
}
