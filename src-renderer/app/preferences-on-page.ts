import type { Preferences } from '../lib/preferences/preferences.ts';

/** The looks of the last time, so that a start or reload does not flash in other colours until the settings arrive. */
const rememberedKey = 'tidemark.looks';

type Looks = Pick<Preferences, 'theme' | 'density' | 'priceColours' | 'locale'>;

export function showPreferences({ theme, density, priceColours, locale }: Looks): void {
  const { dataset } = document.documentElement;
  dataset.theme = theme;
  dataset.density = density;
  dataset.priceColours = priceColours;
  localStorage.setItem(rememberedKey, JSON.stringify({ theme, density, priceColours, locale }));
}

/** What was remembered, for the time before the settings are read; unchecked values, as settings are. */
export function rememberedLooks(): Readonly<Record<string, string>> {
  try {
    const looks: unknown = JSON.parse(localStorage.getItem(rememberedKey) ?? '{}');
    if (typeof looks !== 'object' || looks === null) return {};
    return Object.fromEntries(
      Object.entries(looks)
        .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
        .map(([key, value]) => [`ui.${key}`, value]),
    );
  } catch {
    return {};
  }
}
