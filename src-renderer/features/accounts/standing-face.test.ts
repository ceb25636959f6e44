import { expect, test } from 'vitest';
import type { StandingCard } from '../../../src-shared/contract/trading.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { distanceFace, distanceSource, figuresOf } from './standing-face.ts';

const nothing: StandingCard = {
  time: epochMs(Date.UTC(2026, 2, 2, 9, 30)),
  currency: 'USD',
  balance: null,
  cash: null,
  openProfit: null,
  closedProfit: null,
  dayProfit: null,
  margin: null,
  buyingPower: null,
  liquidationLevel: null,
  liquidationDistance: null,
  peakBalance: null,
  highestLevel: null,
  isLiquidationOn: null,
  isDisabledAfter: null,
  criterion: '',
  lossLimit: null,
  minimumBalance: null,
  lossUsedPercent: null,
  mostPerOrder: null,
  distanceToLiquidation: null,
};
const at = (distance: string, change: Partial<StandingCard> = {}) => ({
  ...nothing,
  balance: '50000',
  liquidationLevel: '48000',
  liquidationDistance: '2500',
  distanceToLiquidation: distance,
  ...change,
});

test('the bar warms up as the level nears, and says so in words', () => {
  expect(distanceFace(at('2500'))).toEqual({ share: 1, tone: 'calm', word: '100% left' });
  expect(distanceFace(at('2600'))).toMatchObject({ share: 1, tone: 'calm' });
  expect(distanceFace(at('1000'))).toMatchObject({ tone: 'warm', word: '40% left' });
  expect(distanceFace(at('624'))).toMatchObject({ tone: 'hot', word: '24% left, near' });
  expect(distanceFace(at('0'))).toEqual({ share: 0, tone: 'hot', word: 'at the level' });
  expect(distanceFace(at('-12.5'))).toMatchObject({ share: 0, word: 'at the level' });
});

test('without a told room there is no bar, and without a distance nothing is said', () => {
  expect(distanceFace(at('100', { liquidationDistance: null }))).toEqual({
    share: null,
    tone: 'calm',
    word: '',
  });
  // The best balance and the level tell the room as well.
  expect(distanceFace(at('500', { liquidationDistance: null, peakBalance: '50500' }))).toMatchObject({
    tone: 'hot',
  });
  expect(distanceFace(nothing)).toBeNull();
});

test('a distance names its source and what was compared', () => {
  const words = (standing: StandingCard) => distanceSource(standing, 'UTC', 'en-US');
  expect(words(at('2000'))).toMatch(
    /^The broker’s own figures, .*09:30:00.* UTC: balance .*50,000.00.* \(open profit in it\) less level .*48,000.00/,
  );
  expect(words({ ...nothing, isLiquidationOn: false })).toContain('is off');
  expect(words(nothing)).toContain('no level');
  const other = { ...at('1'), distanceToLiquidation: null };
  expect(words(other)).toContain('something else than the balance');
});

test('only what was told is shown', () => {
  expect(figuresOf(nothing, 'en-US')).toEqual([]);
  const figures = figuresOf(at('2000', { dayProfit: '-12.5', lossUsedPercent: '20' }), 'en-US');
  expect(figures.map(({ name }) => name)).toEqual([
    'Balance',
    'Day P&L',
    'Liquidated at',
    'Level stands below',
    'Loss used',
  ]);
  expect(figures[1]).toMatchObject({ sign: -1, value: expect.stringContaining('12.50') });
});
