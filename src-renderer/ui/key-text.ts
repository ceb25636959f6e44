const isMac = typeof navigator !== 'undefined' && /Mac/i.test(navigator.userAgent);

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
const signs: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

/** `Mod+Shift+K` as the person's keyboard prints it. */
export function keyText(keys: string, mac: boolean = isMac): string {
  const parts = keys.split('+').map((part) => (mac ? macSigns[part] : undefined) ?? signs[part] ?? part);
  return parts.join(mac ? '' : '+');
}
