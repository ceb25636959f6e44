import { usePreferences } from '../../lib/preferences/preferences.ts';

/** A replay has many markets on one clock, so “each market's own zone” means UTC here. */
export function useReplayZone(): string {
  const zone = usePreferences((preferences) => preferences.timeZone);
  return zone === 'exchange' ? 'UTC' : zone;
}
