import { expect, test } from 'vitest';
import { calendarChoices, nameFault, tickFault, withAssetClass } from './market-draft.ts';

const draft = { name: 'Big', assetClass: 'other', tickSize: '0.01', calendar: 'crypto-24-7' } as const;

test('a price step is a positive decimal', () => {
  for (const step of ['0.25', '1', '0.00005', '10']) expect(tickFault(step)).toBeUndefined();
  for (const step of ['', '0', '-1', '1e-5', '0,25', 'x', '0.00000000001'])
    expect(tickFault(step)).toContain('0.25');
});

test('a market has a name', () => {
  expect(nameFault('Euro / US dollar')).toBeUndefined();
  expect(nameFault('  ')).toBeDefined();
  expect(nameFault('x'.repeat(81))).toContain('80');
});

test('another kind of market brings its usual calendar, but never over one that was chosen', () => {
  expect(withAssetClass(draft, 'forex').calendar).toBe('forex');
  expect(withAssetClass({ ...draft, calendar: 'nse-india' }, 'stock').calendar).toBe('nse-india');
  expect(calendarChoices.map(({ value }) => value)).toContain(withAssetClass(draft, 'stock').calendar);
});
