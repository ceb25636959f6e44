import { usePreferences } from '../lib/preferences/preferences.ts';

/** Px per table row in each density; the same numbers as `--row-height` in tokens.css. */
export const rowHeights = { dense: 24, normal: 28, comfortable: 34 } as const;

export function useRowHeight(): number {
  return rowHeights[usePreferences((preferences) => preferences.density)];
}
