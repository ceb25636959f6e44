import { defaultPreferences, type Preferences } from './preferences.ts';
import type { SettingValue } from './user-settings.ts';

export const themes = ['dark', 'light'] as const satisfies readonly Preferences['theme'][];
export const densities = [
  'dense',
  'normal',
  'comfortable',
] as const satisfies readonly Preferences['density'][];
export const priceColourSchemes = [
  'green-red',
  'blue-amber',
  'mono',
] as const satisfies readonly Preferences['priceColours'][];

/** The preferences that a set of settings amounts to. What is missing or makes no sense counts as the default. */
export function readPreferences(values: Readonly<Record<string, SettingValue>>): Preferences {
  const oneOf = <T extends string>(key: string, allowed: readonly T[], otherwise: T): T =>
    allowed.find((choice) => choice === values[key]) ?? otherwise;
  const text = (key: string, isValid: (value: string) => boolean, otherwise: string): string => {
    const value = values[key];
    return typeof value === 'string' && isValid(value) ? value : otherwise;
  };
  return {
    theme: oneOf('ui.theme', themes, defaultPreferences.theme),
    density: oneOf('ui.density', densities, defaultPreferences.density),
    priceColours: oneOf('ui.priceColours', priceColourSchemes, defaultPreferences.priceColours),
    timeZone: text(
      'ui.timeZone',
      (zone) => zone === 'exchange' || isTimeZone(zone),
      defaultPreferences.timeZone,
    ),
    locale: text('ui.locale', isLocale, defaultPreferences.locale),
  };
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export function isLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
