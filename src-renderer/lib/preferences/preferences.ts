import { create } from 'zustand';

/** How the whole application looks and counts, chosen by the user, the same in every window. Kept in the settings under `ui.*`. */
export interface Preferences {
  readonly theme: 'dark' | 'light';
  readonly density: 'dense' | 'normal' | 'comfortable';
  /** IANA zone of every clock and chart; `exchange` means each instrument's own. */
  readonly timeZone: string;
  readonly priceColours: 'green-red' | 'blue-amber' | 'mono';
  readonly locale: string;
}

export const defaultPreferences: Preferences = {
  theme: 'dark',
  density: 'normal',
  timeZone: 'UTC',
  priceColours: 'green-red',
  locale: 'en-US',
};

/** Filled from the settings by the shell; read anywhere. Change it through the shell's settings commands. */
export const usePreferences = create<Preferences>(() => defaultPreferences);
