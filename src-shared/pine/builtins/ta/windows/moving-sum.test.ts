import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MovingSum } from './moving-sum.ts';

/** Of whole numbers, exactly. */
test('after a million values, and huge ones among them, the sum is that of the window', () => {
  const length = 50;
  const sum = new MovingSum(length);
  const values = new Float64Array(1_000_000);
  let bits = 1;
  let worst = 0;
  for (let at = 0; at < values.length; at += 1) {
    bits = (Math.imul(bits, 1_664_525) + 1_013_904_223) | 0;
    values[at] = at % 100_003 === 77 ? 1e14 : (bits >>> 8) / 7e7;
    const got = sum.push(values[at] as number, length);
    if (at % 499 !== 0 || at < length) continue;
    let exact = 0;
    for (let back = length - 1; back >= 0; back -= 1) exact += values[at - back] as number;
    worst = Math.max(worst, Math.abs(got - exact) / exact);
  }
  expect(worst).toBeLessThan(1e-12);
});

test('when all that was not 0 has left the window, the sum is exactly 0', () => {
  const sum = new MovingSum(3);
  for (const value of [0.1, 0.7, 1e9, 0.3, -5.1, 0, 0]) sum.push(value, 3);
  expect(sum.push(0, 3)).toBe(0);
});

test('a sum that has overflowed is right again when the window is', () => {
  const sum = new MovingSum(2);
  for (const value of [1e308, 1e308, 1, 2]) sum.push(value, 2);
  expect(sum.push(3, 2)).toBe(5);
});

test('with a length that changes from bar to bar, the sum is that of the window', () => {
  const sum = new MovingSum(200);
  const values: number[] = [];
  for (let at = 0; at < 20_000; at += 1) {
    values.push(100 * Math.sin(at * at) + (at % 997 === 5 ? 1e12 : 0));
    const length = 1 + ((at * 7) % 13 === 0 ? at % 200 : (at >> 2) % 50);
    const got = sum.push(values[at] as number, length);
    if (at < length) continue;
    const window = values.slice(-length);
    const exact = window.reduce((total, value) => total + value, 0);
    const size = window.reduce((total, value) => total + Math.abs(value), 0);
    expect(Math.abs(got - exact)).toBeLessThanOrEqual(1e-10 * size);
  }
});

test('sums of prices in cents that are equal differ by less than the language can see', () => {
  const short = new MovingSum(9);
  const long = new MovingSum(21);
  let bits = 7;
  let cents = 4_000_000;
  const all: number[] = [];
  let worst = 0;
  for (let at = 0; at < 300_000; at += 1) {
    bits = (Math.imul(bits, 1_664_525) + 1_013_904_223) | 0;
    cents += ((bits >>> 24) % 25) - 12;
    all.push(cents);
    const a = short.push(cents / 100, 9) / 9;
    const b = long.push(cents / 100, 21) / 21;
    if (at < 21) continue;
    const total = (n: number) => all.slice(-n).reduce((sum, one) => sum + one, 0);
    if (total(9) * 21 === total(21) * 9) worst = Math.max(worst, Math.abs(a - b));
  }
  expect(worst).toBeGreaterThan(0);
  expect(worst).toBeLessThan(1e-10);
});

test('an open bar that runs again and again leaves the sum as it was, also where many values come on it', () => {
  const sum = new MovingSum(5);
  const fresh = new MovingSum(5);
  for (let at = 0; at < 200; at += 1) {
    sum.save();
    for (let again = 0; again < 3; again += 1) {
      for (let more = 0; more < 150; more += 1) sum.push(more * 1e6, 5);
      sum.restore();
    }
    expect(sum.push(at, 5)).toBe(fresh.push(at, 5));
  }
});

test('after spikes of 1e9 among small volumes it is right to 1e-12, where a running sum is not to 1e-9', () => {
  const volume = fc.oneof(
    { weight: 30, arbitrary: fc.double({ min: 0.001, max: 5, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 1e9, max: 4e9, noNaN: true }) },
  );
  let worstOfNaive = 0;
  fc.assert(
    fc.property(
      fc.array(volume, { minLength: 300, maxLength: 600 }),
      fc.integer({ min: 1, max: 60 }),
      (values, length) => {
        const sum = new MovingSum(length);
        let naive = 0;
        for (const [at, value] of values.entries()) {
          const got = sum.push(value, length);
          naive += value - (at >= length ? (values[at - length] as number) : 0);
          if (at < length - 1) continue;
          const exact = values.slice(at - length + 1, at + 1).reduce((total, one) => total + one, 0);
          expect(Math.abs(got - exact) / exact).toBeLessThan(1e-12);
          worstOfNaive = Math.max(worstOfNaive, Math.abs(naive - exact) / exact);
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(worstOfNaive).toBeGreaterThan(1e-9);
});

test('history and an open bar that runs again on every bar give the same bits, whatever the lengths', () => {
  const step = fc.record({
    value: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    length: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 200 }), fc.boolean(), (steps, isSteady) => {
      const [history, live] = [new MovingSum(40), new MovingSum(40)];
      for (const { value, length: drawn } of steps) {
        const length = isSteady ? 7 : drawn;
        live.save();
        for (let again = 0; again < 2; again += 1) {
          live.push(value * again, length);
          live.push(value + 1, 41 - length);
          live.restore();
        }
        expect(live.push(value, length)).toBe(history.push(value, length));
      }
    }),
    { numRuns: 60 },
  );
});
