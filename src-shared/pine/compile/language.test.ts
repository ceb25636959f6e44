import { describe, expect, it } from 'vitest';
import { ScriptError } from '../runtime/budget.ts';
import { run } from './testing/run.ts';
import { scriptProgram } from './testing/script.ts';

const na = Number.NaN;

/** Plots of a script over five bars that close at 1, 2, 3, 4, 5 unless others are given. */
function plots(text: string, closes: readonly number[] = [1, 2, 3, 4, 5]): Record<string, number[]> {
  return run(scriptProgram(text), closes);
}

function only(text: string, closes?: readonly number[]): number[] | undefined {
  return Object.values(plots(text, closes))[0];
}

describe('history', () => {
  it('of a global variable is by bar, also where it was assigned in a block', () => {
    const script = 'x = 0.0\nif close > 2\n    x := close\nplot(x[1])';
    expect(only(script)).toEqual([na, 0, 0, 3, 4]);
  });

  it('of a variable in a block has only the bars on which the block ran', () => {
    const script = 'float r = na\nif close % 2 == 1\n    y = close\n    r := y[1]\nplot(r)';
    expect(only(script, [1, 2, 3, 4, 5])).toEqual([na, na, 1, na, 3]);
  });

  it('of a parameter belongs to the call', () => {
    const script = 'f(x) => x[1]\nplot(f(close), "a")\nplot(f(close * 10), "b")';
    expect(plots(script)).toEqual({ a: [na, 1, 2, 3, 4], b: [na, 10, 20, 30, 40] });
  });

  it('with a number of bars that changes', () => {
    expect(only('n = bar_index % 3\nplot(close[n])')).toEqual([1, 1, 1, 4, 4]);
  });

  it('of 0 bars is now, after every assignment', () => {
    const script = 'n = int(close) - int(close)\nx = 1.0\nx := close\nplot(x[n])';
    expect(only(script)).toEqual([1, 2, 3, 4, 5]);
  });

  it('of a negative number of bars stops the script at its place', () => {
    const script = 'n = bar_index - 1\nplot(close[n])';
    try {
      only(script);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ScriptError);
      expect(error).toMatchObject({ bar: 0 });
      const whole = `//@version=6\nindicator("Test")\n${script}`;
      const { start, end } = error as ScriptError;
      expect(whole.slice(start, end)).toBe('n');
    }
  });

  it('of bools is false before the first bar in version 6', () => {
    expect(only('b = close > 0\nplot(b[1] ? 1 : 0)')).toEqual([0, 1, 1, 1, 1]);
  });

  it('of an expression', () => {
    expect(only('plot((close * 2)[2])')).toEqual([na, na, 2, 4, 6]);
  });

  it('of an object is the object it was', () => {
    const script =
      'type P\n    float x\nvar P p = P.new(0)\nif close == 3\n    p := P.new(9)\nP q = p[1]\nplot(na(q) ? na : q.x)';
    expect(only(script)).toEqual([na, 0, 0, 9, 9]);
  });
});

describe('state', () => {
  it('of a function is one for each call, along the whole path', () => {
    const script = [
      'count() =>',
      '    var n = 0',
      '    n += 1',
      '    n',
      'twice() => count() + count() * 10',
      'plot(twice(), "a")',
      'plot(close > 2 ? twice() : 0, "b")',
    ].join('\n');
    expect(plots(script)).toEqual({ a: [11, 22, 33, 44, 55], b: [0, 0, 11, 22, 33] });
  });

  it('of a var in a block begins when the block first runs', () => {
    const script = 'float r = 0\nif close >= 3\n    var x = close\n    x += 1\n    r := x\nplot(r)';
    expect(only(script)).toEqual([0, 0, 4, 5, 6]);
  });

  it('is shared by the passes of a loop', () => {
    const script = 'f() =>\n    var n = 0\n    n += 1\n    n\nr = 0\nfor i = 1 to 3\n    r := f()\nplot(r)';
    expect(only(script)).toEqual([3, 6, 9, 12, 15]);
  });

  it('of globals can be read in functions', () => {
    const script = 'var t = 0.0\nt += close\nf(x) => x + t + t[1]\nplot(f(100))';
    expect(only(script)).toEqual([na, 104, 109, 116, 125]);
  });
});

describe('structures', () => {
  it('give the value of the branch that was taken', () => {
    const script = 'x = if close < 2\n    1\nelse if close < 4\n    2\nplot(x)';
    expect(only(script)).toEqual([1, 2, 2, na, na]);
  });

  it('switch with and without a subject', () => {
    const script =
      'a = switch int(close)\n    1 => 10\n    2 => 20\n    => 0\nb = switch\n    close > 4 => 1\n    close > 2 => 2\nplot(a, "a")\nplot(b, "b")';
    expect(plots(script)).toEqual({ a: [10, 20, 0, 0, 0], b: [na, na, 2, 2, 1] });
  });

  it('for counts both ways, with steps, and gives its last value', () => {
    const script = [
      's = 0',
      'for i = 3 to 1',
      '    s := s * 10 + i',
      'for i = 0 to 10 by 5',
      '    s := s * 100 + i',
      'r = for i = 0 to 9',
      '    if i == 4',
      '        break',
      '    i * 2',
      'plot(s, "s")',
      'plot(r, "r")',
    ].join('\n');
    expect(plots(script, [1])).toEqual({ s: [321000510], r: [6] });
  });

  it('for with na bounds does nothing', () => {
    expect(only('s = 0\nfor i = 0 to int(na)\n    s += 1\nplot(s)', [1])).toEqual([0]);
  });

  it('for looks at its end before each pass in version 6, once in version 5', () => {
    const body = 'n = 3\ns = 0\nfor i = 0 to n\n    n := 1\n    s += 1\nplot(s)';
    expect(only(body, [1])).toEqual([2]);
    expect(only(`//@version=5\nindicator("t")\n${body}`, [1])).toEqual([4]);
  });

  it('while and continue', () => {
    const script =
      'i = 0\ns = 0\nwhile i < 5\n    i += 1\n    if i == 3\n        continue\n    s += i\nplot(s)';
    expect(only(script, [1])).toEqual([12]);
  });

  it('a loop that does not end is stopped by the engine', () => {
    expect(() => only('i = 0\nwhile true\n    i += 1\nplot(i)', [1])).toThrow(/loops of this bar/);
  });
});

describe('values', () => {
  it('floats compare within 1e-10, and never with na', () => {
    const script = [
      'float n = na',
      'plot(0.1 + 0.2 == close ? 1 : 0, "equal")',
      'plot(0.1 + 0.2 > close ? 1 : 0, "above")',
      'plot(n == n ? 1 : 0, "na equals")',
      'plot(n != close ? 1 : 0, "na differs")',
      'plot(close / 0, "divided")',
      'plot(-7 % 3, "rest")',
    ].join('\n');
    expect(plots(script, [0.3])).toEqual({
      equal: [1],
      above: [0],
      'na equals': [0],
      'na differs': [0],
      divided: [na],
      rest: [-1],
    });
  });

  it('and, or leave out what does not matter in version 6 only', () => {
    const six = `f() =>\n    var n = 0\n    n += 1\n    n\na = close > 3 and f() > 1\nplot(a ? 1 : 0)`;
    expect(only(six)).toEqual([0, 0, 0, 0, 1]);
    expect(only(`//@version=5\nindicator("t")\n${six}`)).toEqual([0, 0, 0, 1, 1]);
  });

  it('tuples from functions, conditionals and switches', () => {
    const script = [
      'f(x) => [x, x * 2]',
      '[a, b] = f(close)',
      '[c, d] = f(open)',
      '[e, _] = if close > 2',
      '    f(close)',
      'else',
      '    [100.0, 200.0]',
      'plot(a + b, "ab")',
      'plot(c + d, "cd")',
      'plot(e, "e")',
    ].join('\n');
    expect(plots(script, [1, 2, 3])).toEqual({ ab: [3, 6, 9], cd: [3, 3, 6], e: [100, 100, 3] });
  });

  it('objects are references, copies are not', () => {
    const script = [
      'type P',
      '    float x',
      '    int n = 3',
      'a = P.new(close)',
      'b = a',
      'c = a.copy()',
      'b.x := 9',
      'c.n := 1',
      'plot(a.x, "ax")',
      'plot(c.x, "cx")',
      'plot(a.n * 10 + c.n, "n")',
    ].join('\n');
    expect(plots(script, [1, 2])).toEqual({ ax: [9, 9], cx: [1, 2], n: [31, 31] });
  });

  it('a field of na stops the script', () => {
    expect(() => only('type P\n    float x\nP p = na\nplot(p.x)')).toThrow(/object is na/);
  });
});
