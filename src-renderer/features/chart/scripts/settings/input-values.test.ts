import { expect, test } from 'vitest';
import type { DeclaredInput } from '../../../../../src-shared/contract/scripts.ts';
import { inputGroups } from './input-groups.ts';
import { numberError, readNumber, sessionError } from './input-values.ts';
import { colourOfHex, hexOf } from './palette.ts';

const whole = { kind: 'int', minimum: 1, maximum: 10 } as const;

test('a number within its bounds is taken, with a point or a comma', () => {
  expect(readNumber(' 7 ', whole)).toBe(7);
  expect(readNumber('2,5', { kind: 'float', minimum: null, maximum: null })).toBe(2.5);
  expect(readNumber('−3', { kind: 'float', minimum: null, maximum: null })).toBe(-3);
});

test('what does not fit is said with what would', () => {
  for (const text of ['', 'x', '0', '11', '2.5'])
    expect(numberError(text, whole)).toBe('A whole number from 1 to 10.');
  expect(numberError('-1', { kind: 'float', minimum: 0, maximum: null })).toBe('A number, at least 0.');
  expect(numberError('5', whole)).toBeUndefined();
});

test('sessions are checked as scripts write them', () => {
  for (const text of ['0930-1600', '0930-1200,1300-1600', '0000-2400:23456', '24x7', ''])
    expect(sessionError(text)).toBeUndefined();
  for (const text of ['9:30-16:00', '0930', '0930-1660', '0930-1600:8'])
    expect(sessionError(text)).toBeDefined();
});

test('a colour code keeps the opacity', () => {
  expect(colourOfHex('#ff8a1f', 0x80)).toBe(0xff8a1f80);
  expect(colourOfHex('f80', 0xff)).toBe(0xff8800ff);
  expect(colourOfHex('orange', 0xff)).toBeUndefined();
  expect(hexOf(0x00000aff)).toBe('#00000a');
});

test('inputs stand in groups and lines as the script orders them', () => {
  const input = (id: string, group: string, inline: string) => ({ id, group, inline }) as DeclaredInput;
  const groups = inputGroups([
    input('a', '', ''),
    input('b', 'Bands', 'one'),
    input('c', '', ''),
    input('d', 'Bands', 'one'),
    input('e', 'Bands', ''),
  ]);
  const ids = groups.map(({ title, lines }) => [
    title,
    lines.map(({ inputs }) => inputs.map(({ id }) => id)),
  ]);
  expect(ids).toEqual([
    ['', [['a'], ['c']]],
    ['Bands', [['b', 'd'], ['e']]],
  ]);
});
