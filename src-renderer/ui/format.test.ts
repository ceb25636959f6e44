import { describe, expect, it } from 'vitest';
import {
  formatChange,
  formatCompact,
  formatCount,
  formatDuration,
  formatLatency,
  formatPercent,
  formatPrice,
  formatTime,
  onTickGrid,
  percentChange,
  priceParts,
  tickDecimals,
  zoneName,
} from './format.ts';

describe('prices', () => {
  it('shows a price on its tick grid with as many digits as the tick has', () => {
    expect(formatPrice(1.085_349_9, '0.00005')).toBe('1.08535');
    expect(formatPrice(17_231.3, '0.25')).toBe('17,231.25');
    expect(formatPrice(63_000, '1')).toBe('63,000');
    expect(formatPrice(-37.63, '0.01')).toBe('−37.63');
  });
  it('separates thousands by locale', () => {
    expect(formatPrice(17_231.25, '0.25', 'de-DE')).toBe('17.231,25');
  });
  it('shows what is unknown as a dash, never as zero', () => {
    for (const text of [
      formatPrice(Number.NaN, '0.01'),
      formatChange(Number.NaN, '0.01'),
      formatPercent(Number.NaN),
      formatCompact(Number.NaN),
      formatCount(Number.NaN),
      formatDuration(Number.NaN),
      formatTime(Number.NaN, 'UTC'),
    ]) {
      expect(text).toBe('–');
    }
  });
  it('counts the digits of a tick size without trailing zeros', () => {
    expect(['1', '0.25', '0.00005', '0.10', '5.0'].map(tickDecimals)).toEqual([0, 2, 5, 1, 0]);
  });
  it('rounds to the grid without float noise', () => {
    expect(onTickGrid(0.1 + 0.2, '0.1')).toBe(0.3);
    expect(onTickGrid(1.000_07, '0.00005')).toBe(1.000_05);
  });
  it('marks the pip digits of currency pairs only', () => {
    expect(priceParts(1.085_34, '0.00001', true)).toEqual({ head: '1.08', pips: '53', tail: '4' });
    expect(priceParts(151.234, '0.001', true)).toEqual({ head: '151.', pips: '23', tail: '4' });
    expect(priceParts(17_231.25, '0.25', false)).toEqual({ head: '17,231.25', pips: '', tail: '' });
    expect(priceParts(Number.NaN, '0.001', true)).toEqual({ head: '–', pips: '', tail: '' });
  });
});

describe('changes', () => {
  it('carries its sign, and none when nothing changed', () => {
    expect(formatChange(12.5, '0.25')).toBe('+12.50');
    expect(formatChange(-0.0012, '0.0001')).toBe('−0.0012');
    expect(formatChange(0, '0.01')).toBe('0.00');
    expect(formatChange(-0.000_001, '0.01')).toBe('0.00');
    expect(formatPercent(1.234)).toBe('+1.23%');
    expect(formatPercent(-0.5)).toBe('−0.50%');
  });
  it('knows no percentage of nothing', () => {
    expect(percentChange(5, 0)).toBeNaN();
    expect(percentChange(110, 100)).toBeCloseTo(10);
    expect(percentChange(-5, -10)).toBeCloseTo(50);
  });
});

describe('amounts, durations and times', () => {
  it('shortens large volumes', () => {
    expect([940, 12_400, 3_100_000].map((value) => formatCompact(value))).toEqual(['940', '12.4K', '3.1M']);
  });
  it('names a duration by its two largest units', () => {
    expect([8_040_000, 45_000, 60_000, 273_600_000, 820, -90_000].map(formatDuration)).toEqual([
      '2h 14m',
      '45s',
      '1m',
      '3d 4h',
      '820ms',
      '−1m 30s',
    ]);
  });
  it('shows a moment in the chosen zone, across daylight saving', () => {
    const march = Date.UTC(2024, 2, 8, 14, 5, 9);
    const july = Date.UTC(2024, 6, 8, 14, 5, 9);
    expect(formatTime(march, 'UTC')).toBe('14:05:09');
    expect(formatTime(march, 'America/New_York', 'date-minute')).toBe('2024-03-08 09:05');
    expect(formatTime(july, 'America/New_York', 'minute')).toBe('10:05');
    expect(formatTime(Date.UTC(2024, 2, 8), 'UTC', 'second')).toBe('00:00:00');
    expect(zoneName(march, 'UTC')).toBe('UTC');
    expect(zoneName(july, 'America/New_York')).toBe('EDT');
  });
});

describe('round trips', () => {
  it('are never nothing', () => {
    expect([0.3, 0.99, 1, 23.4].map(formatLatency)).toEqual(['< 1 ms', '< 1 ms', '1 ms', '23 ms']);
  });
});
