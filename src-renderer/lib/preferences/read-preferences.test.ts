import { describe, expect, it } from 'vitest';
import { defaultPreferences } from './preferences.ts';
import { readPreferences } from './read-preferences.ts';

describe('preferences read from settings', () => {
  it('are the defaults when nothing is stored', () => {
    expect(readPreferences({})).toEqual(defaultPreferences);
  });
  it('take what is stored', () => {
    expect(
      readPreferences({
        'ui.theme': 'light',
        'ui.density': 'dense',
        'ui.priceColours': 'mono',
        'ui.timeZone': 'America/New_York',
        'ui.locale': 'de-DE',
      }),
    ).toEqual({
      theme: 'light',
      density: 'dense',
      priceColours: 'mono',
      timeZone: 'America/New_York',
      locale: 'de-DE',
    });
  });
  it('ignore what makes no sense', () => {
    expect(
      readPreferences({
        'ui.theme': 'pink',
        'ui.density': 7,
        'ui.priceColours': null,
        'ui.timeZone': 'Mars/Olympus',
        'ui.locale': 'no such locale',
      }),
    ).toEqual(defaultPreferences);
  });
  it('know the exchange’s own zone', () => {
    expect(readPreferences({ 'ui.timeZone': 'exchange' }).timeZone).toBe('exchange');
  });
});
