import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../../src-shared/domain/calendars.ts';
import { createTimeText, tickMark } from './time-text.ts';
import { boundaryWeight } from './zoned-time-scale.ts';

const at = (text: string) => Date.parse(text);

describe('createTimeText', () => {
  it('writes intraday times in the chart’s zone, through a change of clocks', () => {
    const text = createTimeText('America/New_York', '5m', undefined, 'en-GB');
    expect(text.full(at('2024-03-08T14:35:00Z'))).toBe('Fri, 08 Mar 2024  09:35');
    expect(text.full(at('2024-03-11T14:35:00Z'))).toBe('Mon, 11 Mar 2024  10:35');
    expect(text.axis(at('2024-03-08T03:00:00Z'), tickMark.day)).toBe('7');
    expect(text.clock(at('2024-03-08T03:00:00Z'))).toBe('22:00');
  });

  it('shows seconds where bars are that short', () => {
    const text = createTimeText('UTC', '1s', undefined, 'en-GB');
    expect(text.clock(at('2024-03-08T03:00:07Z'))).toBe('03:00:07');
  });

  it('names a daily bar by its trading date though it opens the evening before', () => {
    const text = createTimeText('Asia/Tokyo', '1D', calendarOf('cme-globex-fx'), 'en-GB');
    expect(text.full(at('2024-03-10T22:00:00Z'))).toBe('Mon, 11 Mar 2024');
  });
});

describe('boundaryWeight', () => {
  it('tells years, months, days and hours apart', () => {
    const weigh = (a: string, b: string) => boundaryWeight(at(`${a}Z`), at(`${b}Z`));
    expect(weigh('2023-12-31T23:59:00', '2024-01-01T00:00:00')).toBe(70);
    expect(weigh('2024-01-31T23:59:00', '2024-02-01T00:00:00')).toBe(60);
    expect(weigh('2024-01-30T23:59:00', '2024-01-31T00:00:00')).toBe(50);
    expect(weigh('2024-01-30T11:59:00', '2024-01-30T12:00:00')).toBe(33);
    expect(weigh('2024-01-30T09:59:00', '2024-01-30T10:00:00')).toBe(30);
    expect(weigh('2024-01-30T10:00:01', '2024-01-30T10:00:02')).toBe(10);
    expect(weigh('2024-01-30T10:00:01.1', '2024-01-30T10:00:01.2')).toBe(0);
  });
});
