import { expect, test } from 'vitest';
import { isInHours, sessionHours } from './session-text.ts';

function inside(text: string, weekday: number, minute: number, version = 6): boolean | undefined {
  const hours = sessionHours(text, version);
  return hours && isInHours(hours, weekday, minute);
}
const [sunday, monday, friday, saturday] = [1, 2, 6, 7];

test('hours begin at their first minute and end before their last', () => {
  expect(inside('0930-1600', monday, 9 * 60 + 29)).toBe(false);
  expect(inside('0930-1600', monday, 9 * 60 + 30)).toBe(true);
  expect(inside('0930-1600', monday, 16 * 60)).toBe(false);
});

test('several stretches and days are kept apart', () => {
  expect(inside('0900-1200,1300-1500:23456', monday, 12 * 60 + 30)).toBe(false);
  expect(inside('0900-1200,1300-1500:23456', monday, 13 * 60)).toBe(true);
  expect(inside('0900-1200:23456', saturday, 10 * 60)).toBe(false);
});

test('hours over midnight belong to the day on which they end', () => {
  expect(inside('1700-1600:23456', sunday, 18 * 60)).toBe(true);
  expect(inside('1700-1600:23456', friday, 18 * 60)).toBe(false);
  expect(inside('1700-1600:23456', friday, 10 * 60)).toBe(true);
});

test('without days version 4 means Monday to Friday, later ones every day', () => {
  expect(inside('0000-0000', saturday, 60, 4)).toBe(false);
  expect(inside('0000-0000', saturday, 60, 5)).toBe(true);
  expect(inside('24x7', sunday, 0)).toBe(true);
});

test('what is not a session is refused', () => {
  for (const text of ['', '9-16', '0930-1600:8', '2500-2600', '0960-1000']) {
    expect(sessionHours(text, 6)).toBeUndefined();
  }
});
