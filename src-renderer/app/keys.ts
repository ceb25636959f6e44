import { commands } from '../lib/commands/command-registry.ts';
import { commandFor, keysSetting, readKeyOverrides } from '../lib/commands/key-bindings.ts';
import { pressedChord } from '../lib/commands/key-chord.ts';
import { useUserSettings } from '../lib/preferences/user-settings.ts';
import { useDialogs } from './dialog-store.ts';

/** Sends the keys of the whole window to the commands they stand for. Returns the way to stop it. */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (typeAhead(event)) {
      event.preventDefault();
      return;
    }
    const chord = pressedChord(event);
    if (chord === undefined || isForElement(chord, event.target)) return;
    // A dialog is a question; until it is answered nothing behind it happens.
    if (document.querySelector('dialog[open]') !== null) return;
    const overrides = readKeyOverrides(useUserSettings.getState().values[keysSetting]);
    const command = commandFor(chord, commands.list(), overrides);
    if (command === undefined) return;
    event.preventDefault();
    commands.run(command.id);
  };
  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}

/** Letters typed after the palette was asked for and before it is on the screen belong to it. */
function typeAhead(event: KeyboardEvent): boolean {
  const { dialog } = useDialogs.getState();
  const isPlain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (dialog?.kind !== 'palette' || !isPlain || document.querySelector('dialog[open]') !== null) return false;
  useDialogs.setState({ dialog: { kind: 'palette', text: dialog.text + event.key } });
  return true;
}

const textEntry =
  'input:not([type]), input[type="text"], input[type="search"], input[type="number"], textarea, [contenteditable="true"]';
const ownKeys: readonly (readonly [selector: string, chord: RegExp])[] = [
  [textEntry, /^(Shift\+)?[^+]+$|^Mod\+[ACVXZY]$|^Mod\+(Arrow|Backspace|Delete)|^(Mod\+)?Shift\+/],
  ['select, [role="menu"], [role="listbox"]', /^(Shift\+)?[^+]+$/],
  ['input', /^(Arrow|Space|Home|End|Page)/],
  ['[role="grid"], [role="tablist"], [role="slider"]', /^(Arrow|Home|End|Page|Enter)/],
  ['button, a, summary', /^(Space|Enter)$/],
];

/** Whether the element that has the focus needs this key itself: typing, moving a cursor, pressing a button. */
export function isForElement(chord: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (/^(F\d+|Escape)$/.test(chord)) return false;
  return ownKeys.some(([selector, keys]) => target.closest(selector) !== null && keys.test(chord));
}
