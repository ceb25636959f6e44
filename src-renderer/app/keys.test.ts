import { expect, it, vi } from 'vitest';

/** Stands for a focused element that is inside exactly what one of `kinds` selects. */
class FakeElement {
  readonly #kinds: readonly string[];
  constructor(...kinds: string[]) {
    this.#kinds = kinds;
  }
  closest(selector: string): FakeElement | null {
    return this.#kinds.some((kind) => selector.split(', ').includes(kind)) ? this : null;
  }
}
vi.stubGlobal('Element', FakeElement);
const { isForElement } = await import('./keys.ts');
const focusedOn = (...kinds: string[]) => new FakeElement(...kinds) as unknown as EventTarget;

it('typing stays in a text field, commands with Mod go through', () => {
  const field = focusedOn('input[type="text"]', 'input');
  expect(
    ['A', 'Shift+A', 'ArrowLeft', 'Space', 'Mod+C', 'Mod+Shift+ArrowLeft'].map((chord) =>
      isForElement(chord, field),
    ),
  ).toEqual([true, true, true, true, true, true]);
  expect(['Mod+K', 'Alt+W', 'F6', 'Escape'].map((chord) => isForElement(chord, field))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('a button keeps the keys that press it, a grid those that move its cursor', () => {
  expect(isForElement('Space', focusedOn('button'))).toBe(true);
  expect(isForElement('A', focusedOn('button'))).toBe(false);
  expect(isForElement('ArrowDown', focusedOn('[role="grid"]'))).toBe(true);
  expect(isForElement('Mod+K', focusedOn('[role="grid"]'))).toBe(false);
});

it('with nothing focused every key is a command’s', () => {
  expect(isForElement('A', null)).toBe(false);
});
