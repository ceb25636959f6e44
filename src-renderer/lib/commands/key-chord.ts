/*
 * A chord is written `Mod+Shift+K`: modifiers in the order Mod, Ctrl, Alt, Shift, then one key. Mod is Ctrl, or Command
 * on a Mac, so that one list of keys serves every system.
 */

const modifierOrder = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;
type Modifier = (typeof modifierOrder)[number];

const otherNames: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Esc: 'Escape',
  Del: 'Delete',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Plus: '+',
};
const modifierKeys = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process']);

export const isMacKeyboard = typeof navigator !== 'undefined' && /Mac/i.test(navigator.userAgent);

/** What a keyboard event says, as far as chords need it. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The same chord in its one spelling; undefined when it is none. */
export function canonicalChord(text: string): string | undefined {
  const parts = text
    .replace(/\+\+$/, '+Plus')
    .split('+')
    .map((part) => part.trim());
  const key = parts.pop();
  if (key === undefined || key === '') return undefined;
  const modifiers = new Set<Modifier>();
  for (const part of parts) {
    const found = modifierOrder.find((modifier) => modifier.toLowerCase() === part.toLowerCase());
    if (found === undefined) return undefined;
    modifiers.add(found);
  }
  return join(modifiers, keyName(key));
}

/** The chord that was pressed; undefined while only modifiers are down. */
export function pressedChord(press: KeyPress, isMac: boolean = isMacKeyboard): string | undefined {
  if (modifierKeys.has(press.key)) return undefined;
  const modifiers = new Set<Modifier>();
  if (isMac ? press.metaKey : press.ctrlKey) modifiers.add('Mod');
  if (isMac && press.ctrlKey) modifiers.add('Ctrl');
  if (press.altKey) modifiers.add('Alt');
  if (press.shiftKey) modifiers.add('Shift');
  return join(modifiers, pressedKey(press));
}

/** Letters and digits by their place where another alphabet or Alt changes what they type. */
function pressedKey({ key, code }: KeyPress): string {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined && !/^[a-z]$/i.test(key)) return letter;
  return keyName(key);
}

function keyName(key: string): string {
  const name = otherNames[key] ?? key;
  return name.length === 1 ? name.toUpperCase() : name;
}

/** Signs such as `?` already say that Shift is down, differently on every keyboard. */
function join(modifiers: Set<Modifier>, key: string): string {
  if (key.length === 1 && !/[A-Z0-9]/.test(key)) modifiers.delete('Shift');
  return [...modifierOrder.filter((modifier) => modifiers.has(modifier)), key].join('+');
}
