import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import { MarketClock, timeLeft } from './market-clock.ts';

describe('MarketClock', () => {
  it('goes on by itself between the prices of a live market', () => {
    const clock = new MarketClock();
    clock.hear(1000, 50_000);
    expect(clock.now(50_000, false), 'the first price may be hours old').toBeNaN();
    clock.hear(2000, 51_000);
    expect(clock.now(51_700, false)).toBe(2700);
    clock.hear(2000, 52_000);
    expect(clock.now(52_000, false), 'the same price again is no news').toBe(3000);
  });

  it('stands where the replay stands, and nowhere once that is over', () => {
    const clock = new MarketClock();
    expect(clock.now(0, true)).toBeNaN();
    clock.setReplay({ now: 5000, isOver: false });
    expect(clock.now(99_999, true)).toBe(5000);
    clock.hear(5100, 0);
    expect(clock.now(99_999, true), 'prices are ahead of the last word of the replay').toBe(5100);
    clock.setReplay({ now: 6000, isOver: true });
    expect(clock.now(99_999, true)).toBeNaN();
  });

  it('knows nothing of another market', () => {
    const clock = new MarketClock();
    clock.setReplay({ now: 5000, isOver: false });
    clock.forget();
    expect(clock.now(0, true)).toBeNaN();
  });
});

describe('timeLeft', () => {
  const calendar = calendarOf('cme-globex-fx');
  // A daily bar of Wednesday, 17 January 2024; the market rests from 22:00 to 23:00 UTC.
  const bar = {
    start: epochMs(Date.UTC(2024, 0, 16, 23)),
    end: epochMs(Date.UTC(2024, 0, 17, 23)),
  };

  it('counts down while the market trades', () => {
    expect(timeLeft(Date.UTC(2024, 0, 17, 21, 59), bar, calendar)).toBe(61 * 60_000);
  });

  it('is nothing in a break, before and after the bar, and while the time is not known', () => {
    for (const now of [Date.UTC(2024, 0, 17, 22, 30), bar.start - 1, bar.end, Number.NaN]) {
      expect(timeLeft(now, bar, calendar)).toBeUndefined();
    }
  });
});
