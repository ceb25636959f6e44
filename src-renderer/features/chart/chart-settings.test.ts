import { describe, expect, it } from 'vitest';
import { chartFace } from './chart-face.ts';
import { defaultChartSettings, readChartSettings } from './chart-settings.ts';
import { readMoment } from './go-to-date.tsx';
import { withAlpha } from './surface/chart-colours.ts';
import { countdownText } from './surface/countdown-label.ts';
import { timeframesIn } from './use-stored-timeframes.ts';

describe('readChartSettings', () => {
  it('reads what it saved', () => {
    const saved = {
      ...defaultChartSettings,
      instrument: 'CME:6EH4',
      timeframe: '4h',
      style: 'area',
      scale: 'log',
      hasVolume: false,
      priceSide: 'ask',
      timeZone: 'Asia/Tokyo',
    };
    expect(readChartSettings(saved)).toEqual(saved);
  });

  it('takes the default for whatever another version or a hand has spoilt', () => {
    expect(
      readChartSettings({
        instrument: 'no colon',
        timeframe: 7,
        style: 'renko',
        scale: null,
        hasVolume: 'yes',
        priceSide: 'mid',
        timeZone: 'Mars/Olympus',
      }),
    ).toEqual(defaultChartSettings);
  });
});

describe('chartFace', () => {
  const ready = { phase: 'ready', quoteState: 'live' } as const;
  it('says the worst that is true', () => {
    expect(chartFace(ready, 'connected', true, false)).toBe('live');
    expect(chartFace({ phase: 'ready', quoteState: undefined }, 'connected', true, false)).toBe('live');
    expect(chartFace({ phase: 'ready', quoteState: 'stale' }, 'connected', true, false)).toBe('stale');
    expect(chartFace({ phase: 'ready', quoteState: 'broken' }, 'connected', true, false)).toBe('stale');
    expect(chartFace(ready, 'lost', true, false)).toBe('disconnected');
    expect(chartFace({ ...ready, phase: 'loading' }, 'connected', true, false)).toBe('loading');
    expect(chartFace({ ...ready, phase: 'empty' }, 'connected', true, false)).toBe('empty');
    expect(chartFace({ ...ready, phase: 'failed' }, 'connected', true, false)).toBe('failed');
    expect(chartFace(ready, 'connected', true, true)).toBe('failed');
    expect(chartFace(ready, 'lost', false, false)).toBe('empty');
  });
});

describe('readMoment', () => {
  it('reads a date or a date and time as a clock in the zone shows it', () => {
    expect(readMoment('2024-03-12', 'UTC')).toBe(Date.parse('2024-03-12T00:00:00Z'));
    expect(readMoment(' 2024-03-12 14:35 ', 'America/New_York')).toBe(Date.parse('2024-03-12T18:35:00Z'));
    expect(readMoment('2024-3-2T09:05', 'UTC')).toBe(Date.parse('2024-03-02T09:05:00Z'));
  });

  it('refuses what is no date', () => {
    for (const text of ['', 'soon', '2024-13-01', '2024-02-30', '2024-02-03 25:00', '2024-02-03 10:75']) {
      expect(readMoment(text, 'UTC')).toBeUndefined();
    }
  });
});

describe('small words', () => {
  it('counts down in the two largest units a glance can take in', () => {
    expect(countdownText(247_000)).toBe('04:07');
    expect(countdownText(100)).toBe('00:01');
    expect(countdownText(-5)).toBe('00:00');
    expect(countdownText(5_025_000)).toBe('1:23:45');
    expect(countdownText(187_200_000)).toBe('2d 4h');
  });

  it('finds the timeframes among what is stored, shortest first and once', () => {
    expect(timeframesIn(['1h trade', '1m bid', 'quote', '1m ask', 'trades'])).toEqual(['1m', '1h']);
  });

  it('makes colours see-through however they are written', () => {
    expect(withAlpha('#ff8a1f', 0.5)).toBe('rgba(255, 138, 31, 0.5)');
    expect(withAlpha('#fff', 0.1)).toBe('rgba(255, 255, 255, 0.1)');
    expect(withAlpha('rgb(1, 2, 3)', 0.2)).toBe('rgba(1, 2, 3, 0.2)');
  });
});
