import { calendarKeys, calendarOf } from '../../../src-shared/domain/calendars.ts';
import type { AssetClass, Instrument } from '../../../src-shared/domain/instrument.ts';

/** What a user can correct of a market. */
export type MarketDraft = Pick<Instrument, 'name' | 'assetClass' | 'tickSize' | 'calendar'>;

export function draftOf({ name, assetClass, tickSize, calendar }: Instrument): MarketDraft {
  return { name, assetClass, tickSize, calendar };
}

/** Why a price step cannot be taken, and what to write; undefined when it can. */
export function tickFault(tickSize: string): string | undefined {
  if (/^\d{1,7}(\.\d{1,10})?$/.test(tickSize) && Number(tickSize) > 0) return undefined;
  return 'Write the smallest price step as a decimal: 0.25, 0.00005, 1.';
}

export function nameFault(name: string): string | undefined {
  if (name.trim() === '') return 'Write a few words that say which market it is.';
  return name.trim().length > 80 ? 'That is too long: 80 letters at most.' : undefined;
}

export const calendarChoices: readonly { readonly value: string; readonly label: string }[] =
  calendarKeys.map((key) => ({ value: key, label: calendarOf(key).rules.name }));

/** The draft with the other calendar that usually belongs to a kind of market, unless the user chose one already. */
export function withAssetClass(draft: MarketDraft, assetClass: AssetClass): MarketDraft {
  const usual = usualCalendars[assetClass];
  const isUsual = draft.calendar === usualCalendars[draft.assetClass];
  return { ...draft, assetClass, calendar: isUsual ? usual : draft.calendar };
}

const usualCalendars: Readonly<Record<AssetClass, string>> = {
  forex: 'forex',
  crypto: 'crypto-24-7',
  'crypto-perpetual': 'crypto-24-7',
  future: 'crypto-24-7',
  stock: 'us-stocks',
  index: 'crypto-24-7',
  other: 'crypto-24-7',
};
