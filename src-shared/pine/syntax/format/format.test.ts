import { describe, expect, it } from 'vitest';
import { parse } from '../parse.ts';
import { treeDifference } from '../testing/tree-equality.ts';
import { format } from './format.ts';

const lines = (...parts: readonly string[]): string => parts.map((part) => `${part}\n`).join('');

describe('the form of scripts', () => {
  it.each([
    ['spaces around operators, none inside brackets', 'x=a+b*( -c )', 'x = a + b * (-c)\n'],
    ['arguments', 'f( a,b=1 ,c )', 'f(a, b = 1, c)\n'],
    ['types', 'var  map<string,array<int>>  m=na', 'var map<string, array<int>> m = na\n'],
    ['words before a declaration', 'export   const int   N=3', 'export const int N = 3\n'],
    ['texts keep their quotes and escapes', "x = 'a\\'b\"\\n\\\\'", "x = 'a\\'b\"\\n\\\\'\n"],
    [
      'numbers and colours stay as they are',
      'x = 1. + .5 + 1E3, c = #abCDef',
      'x = 1. + .5 + 1E3, c = #abCDef\n',
    ],
    [
      'blocks are indented by four',
      'if a\n  b\n  if c\n    d\nelse\n\te',
      lines('if a', '    b', '    if c', '        d', 'else', '    e'),
    ],
    ['conditions', 'x=a?b:c?d:e', 'x = a ? b : c ? d : e\n'],
    ['imports', 'import  user/lib/1  as  l', 'import user/lib/1 as l\n'],
    ['functions on a line', 'f(int a,b=1)=>a=2,a+b', 'f(int a, b = 1) => a = 2, a + b\n'],
    [
      'for',
      'for i=0 to 9 by 2\n    i\nfor [a,b] in c\n    a',
      lines('for i = 0 to 9 by 2', '    i', 'for [a, b] in c', '    a'),
    ],
    [
      'types of one’s own',
      'type T\n  int a=1\n  varip float[] b',
      lines('type T', '    int a = 1', '    varip float[] b'),
    ],
    ['enums', 'enum E\n  a="x"\n  b', lines('enum E', '    a = "x"', '    b')],
    [
      'an arm with a structure',
      'switch a\n  1=>if b\n      c\n  =>d',
      lines('switch a', '    1 => if b', '        c', '    => d'),
    ],
    ['statements of one line stay together', 'a=1,b=2\nc=3', 'a = 1, b = 2\nc = 3\n'],
    ['the empty script', '\n\n', ''],
  ])('%s', (_name, text, formatted) => {
    const before = parse(text).script;
    expect(format(text)).toBe(formatted);
    expect(treeDifference(before, parse(format(text)).script)).toBe(undefined);
  });
});

describe('wrapping', () => {
  it('breaks a long call at its arguments, indented by no multiple of four', () => {
    expect(format('plot(ta.sma(close, 14), "a title", color = color.red)', { width: 30 })).toBe(
      lines('plot(', '     ta.sma(close, 14),', '     "a title",', '     color = color.red)'),
    );
  });

  it('breaks inside an argument only where that does not fit either', () => {
    expect(format('x = f(g(aaaaaaaaaa, bbbbbbbbbb, cccccccccc), d)', { width: 30 })).toBe(
      lines(
        'x = f(',
        '     g(',
        '         aaaaaaaaaa,',
        '         bbbbbbbbbb,',
        '         cccccccccc),',
        '     d)',
      ),
    );
  });

  it('breaks long chains and conditions before their operators', () => {
    expect(
      format('if aaaaaaaaaaaa and bbbbbbbbbbbb\n    x = cccccccccccc ? dddddddd : eeee', { width: 24 }),
    ).toBe(
      lines(
        'if aaaaaaaaaaaa',
        '     and bbbbbbbbbbbb',
        '    x = cccccccccccc',
        '         ? dddddddd',
        '         : eeee',
      ),
    );
  });
});

describe('comments and empty lines', () => {
  it('keeps comments at their places', () => {
    const text = lines(
      '//@version=6',
      '// above',
      'if a // behind the header',
      '    // first in the block',
      '    b // behind',
      '    // last in the block',
      '// before else',
      'else // behind else',
      '    c',
      '// at the end',
    );
    expect(format(text)).toBe(text);
  });

  it('keeps the lines of what has comments inside, and indents them anew', () => {
    expect(format('f(a, // one\n        // two\n  b)   // three\nc')).toBe(
      lines('f(a, // one', '     // two', '     b) // three', 'c'),
    );
  });

  it('keeps one empty line, two beside definitions, none at the start of a block', () => {
    expect(format('a\n\n\n\nb\n\n\n\nf() =>\n\n\n    1\n\n\n\n    2\n\n\n\nc')).toBe(
      'a\n\nb\n\n\nf() =>\n    1\n\n    2\n\n\nc\n',
    );
  });
});

it('keeps carriage returns', () => {
  expect(format('a\r\nb')).toBe('a\r\nb\r\n');
});

it('hands a script with syntax errors back as it is', () => {
  expect(format('x=(1\ny=2')).toBe('x=(1\ny=2');
});
