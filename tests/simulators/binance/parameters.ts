import { type Amount, decimal } from '../exchange/decimal.ts';
import { errors } from './venue-error.ts';

const decimalRange = '^([0-9]{1,20})(\\.[0-9]{1,20})?$';

/** Named values of a request, however they came. Asking for one checks its form, in Binance's words. */
export class Parameters {
  private readonly values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.values = values;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** Empty counts as not sent. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    return value === '' ? undefined : value;
  }

  need(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw errors.missing(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,20}$/.test(value)) throw errors.illegal(name, '^[0-9]{1,20}$');
    return Number(value);
  }

  /** Positive, plain, at most 8 places. */
  amount(name: string): Amount | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,20}(\.\d{1,20})?$/.test(value)) throw errors.illegal(name, decimalRange);
    const amount = decimal(value);
    if (amount.decimalPlaces() > 8) throw errors.precision(name);
    return amount;
  }

  /** Milliseconds since 1970; microseconds are understood too. */
  time(name: string): number | undefined {
    const value = this.integer(name);
    return value !== undefined && value >= 1e14 ? Math.floor(value / 1000) : value;
  }

  limit(standard: number, largest: number): number {
    const value = this.integer('limit') ?? standard;
    return Math.min(Math.max(value, 1), largest);
  }

  with(more: Record<string, string | undefined>): Parameters {
    const values = new Map(this.values);
    for (const [name, value] of Object.entries(more)) {
      if (value === undefined) values.delete(name);
      else values.set(name, value);
    }
    return new Parameters(values);
  }
}

/** Query first: where a name is in both, the query counts. */
export function parametersOf(rawQuery: string, body: string): Parameters {
  const values = new Map<string, string>();
  for (const part of [body, rawQuery]) {
    for (const [name, value] of new URLSearchParams(part)) values.set(name, value);
  }
  return new Parameters(values);
}

/** Parameters of a socket request: JSON values in their own spelling. */
export function parametersOfJson(params: Record<string, unknown>): Parameters {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(params)) {
    if (value === null || value === undefined) continue;
    values.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return new Parameters(values);
}
