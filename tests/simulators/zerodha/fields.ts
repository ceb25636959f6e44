import { type Amount, decimal } from '../exchange/decimal.ts';
import { errors } from './venue-error.ts';

/** The fields of a form or query, read with the venue's complaints. */
export class Fields {
  private readonly values: URLSearchParams;

  constructor(values: URLSearchParams) {
    this.values = values;
  }

  optional(name: string): string | undefined {
    const value = this.values.get(name);
    return value === null || value === '' ? undefined : value;
  }

  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw errors.missing(name);
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.text(name);
    const found = choices.find((one) => one === value);
    if (found === undefined) throw errors.invalid(name);
    return found;
  }

  /** Zero counts as missing, as the venue writes it where there is none. */
  amount(name: string): Amount | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw errors.invalid(name);
    const value = decimal(text);
    return value.isZero() ? undefined : value;
  }

  whole(name: string): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    if (!/^\d+$/.test(text)) throw errors.invalid(name);
    return Number(text);
  }
}
