import { describe, expect, it } from 'vitest';
import { timeframeFault } from './timeframe-fault.ts';

describe('timeframeFault', () => {
  it('finds nothing wrong with what can be shown, nor with nothing', () => {
    for (const text of ['', '5', '90', '4h', '4H', 'd', '1W', '12M'])
      expect(timeframeFault(text)).toBeUndefined();
  });

  it('says how long a bar of that unit may be, and how to write a longer one', () => {
    expect(timeframeFault('99999')).toBe(
      'A bar of minutes has at most 1440 of them. Write longer ones in hours, days or weeks: 12h, 2D, 1W.',
    );
    expect(timeframeFault('25H')).toContain('A bar of hours has at most 24 of them.');
    expect(timeframeFault('13M')).toBe('A bar of months has at most 12 of them.');
    expect(timeframeFault('100000000s')).toContain('in minutes: 90m');
  });

  it('tells what to write where no length can be read', () => {
    expect(timeframeFault('five')).toBe('Write a number and s, m, h, D, W or M.');
    expect(timeframeFault('0')).toBe('A bar has to last for some time.');
  });
});
