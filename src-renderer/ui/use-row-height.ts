import { usePreferences } from '../lib/preferences/preferences.ts';

/** Px per table row in each density; the same numbers as `--row-height` in tokens.css. */
export const rowHeights = { dense: 24, normal: 28, comfortable: 34 } as const;
const touchHeight = 40;
/** True on a screen that is used with fingers. */
export const isTouch = typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;

export function useRowHeight(): number {
  const density = usePreferences((preferences) => preferences.density);
  return isTouch ? touchHeight : rowHeights[density];
}
