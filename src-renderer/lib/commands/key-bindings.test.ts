import { describe, expect, it } from 'vitest';
import type { Command } from './command-registry.ts';
import { commandFor, keyConflicts, keyOf, readKeyOverrides } from './key-bindings.ts';
import { canonicalChord, type KeyPress, pressedChord } from './key-chord.ts';

const press = (
  key: string,
  code: string,
  held: readonly ('ctrl' | 'meta' | 'alt' | 'shift')[] = [],
): KeyPress => ({
  key,
  code,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
});

describe('chords', () => {
  it('have one spelling', () => {
    expect(canonicalChord('shift+mod+k')).toBe('Mod+Shift+K');
    expect(canonicalChord('Alt+Left')).toBe('Alt+ArrowLeft');
    expect(canonicalChord('Mod++')).toBe('Mod++');
    expect(canonicalChord('Hyper+K')).toBeUndefined();
    expect(canonicalChord('')).toBeUndefined();
  });
  it('take Ctrl for Mod, and Command on a Mac', () => {
    expect(pressedChord(press('k', 'KeyK', ['ctrl']), false)).toBe('Mod+K');
    expect(pressedChord(press('k', 'KeyK', ['meta']), true)).toBe('Mod+K');
    expect(pressedChord(press('k', 'KeyK', ['ctrl']), true)).toBe('Ctrl+K');
  });
  it('find letters by place where the alphabet or Alt types something else', () => {
    expect(pressedChord(press('л', 'KeyK', ['ctrl']), false)).toBe('Mod+K');
    expect(pressedChord(press('®', 'KeyR', ['alt']), true)).toBe('Alt+R');
    expect(pressedChord(press('!', 'Digit1', ['alt', 'shift']), false)).toBe('Alt+Shift+1');
  });
  it('count a sign as itself, however it is typed', () => {
    expect(pressedChord(press('?', 'Slash', ['shift']), false)).toBe('?');
    expect(canonicalChord('Shift+?')).toBe('?');
  });
  it('wait while only modifiers are down', () => {
    expect(pressedChord(press('Shift', 'ShiftLeft', ['shift']), false)).toBeUndefined();
  });
  it('name the space bar', () => {
    expect(pressedChord(press(' ', 'Space', ['shift']), false)).toBe('Shift+Space');
  });
});

const command = (id: string, key?: string, isAvailable = true): Command => ({
  id,
  title: id,
  group: 'Test',
  ...(key === undefined ? {} : { key }),
  isAvailable: () => isAvailable,
  run: () => undefined,
});

describe('bindings', () => {
  it('put the user’s choice over the default, and let a key be taken away', () => {
    const overrides = readKeyOverrides({ 'a.one': 'shift+mod+x', 'a.two': null, 'a.three': 9 });
    expect(keyOf(command('a.one', 'Mod+A'), overrides)).toBe('Mod+Shift+X');
    expect(keyOf(command('a.two', 'Mod+B'), overrides)).toBeUndefined();
    expect(keyOf(command('a.three', 'Mod+C'), overrides)).toBe('Mod+C');
  });
  it('read nothing from a setting of another form', () => {
    expect(readKeyOverrides(undefined)).toEqual({});
    expect(readKeyOverrides(['Mod+A'])).toEqual({});
  });
  it('name every chord that two commands want', () => {
    const list = [command('a', 'Mod+A'), command('b', 'mod+a'), command('c', 'Mod+C')];
    expect([...keyConflicts(list, {})]).toEqual([['Mod+A', ['a', 'b']]]);
    expect([...keyConflicts(list, { b: null })]).toEqual([]);
  });
  it('run the newest command that is available', () => {
    const list = [command('shell', 'Mod+A'), command('panel', 'Mod+A'), command('other', 'Mod+A', false)];
    expect(commandFor('Mod+A', list, {})?.id).toBe('panel');
    expect(commandFor('Mod+B', list, {})).toBeUndefined();
  });
});
