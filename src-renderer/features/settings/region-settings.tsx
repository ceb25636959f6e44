import { usePreferences } from '../../lib/preferences/preferences.ts';
import { formatPrice, formatTime, zoneName } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { SettingRow } from './setting-row.tsx';
import { useSaveSetting } from './use-save-setting.ts';

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const deskZones = [
  'UTC',
  'America/New_York',
  'America/Chicago',
  'Europe/London',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Tokyo',
];
const localeNames = new Intl.DisplayNames(['en'], { type: 'language' });
const locales = [
  'en-US',
  'en-GB',
  'en-IN',
  'de-DE',
  'de-CH',
  'fr-FR',
  'es-ES',
  'it-IT',
  'pt-BR',
  'pl-PL',
  'ja-JP',
];

/** The zones of the trading desks first, then every zone there is. */
function zoneOptions(current: string) {
  const first = ['exchange', ...new Set([...deskZones, own])];
  const rest = [...new Set([...Intl.supportedValuesOf('timeZone'), current])].filter(
    (zone) => !first.includes(zone),
  );
  const label = (zone: string) => {
    if (zone === 'exchange') return 'Each exchange’s own';
    return zone === own ? `${zone.replaceAll('_', ' ')} (this computer)` : zone.replaceAll('_', ' ');
  };
  return [...first, ...rest].map((value) => ({ value, label: label(value) }));
}

export function RegionSettings() {
  const { timeZone, locale } = usePreferences();
  const save = useSaveSetting();
  const now = Date.now();
  const zone = timeZone === 'exchange' ? own : timeZone;
  return (
    <>
      <SettingRow
        name="Time zone"
        hint={`Of clocks and charts. Now ${formatTime(now, zone, 'date-minute')} ${zoneName(now, zone)}`}
      >
        <Select
          label="Time zone"
          className="w-64"
          options={zoneOptions(timeZone)}
          value={timeZone}
          onChange={(value) => save('ui.timeZone', value)}
        />
      </SettingRow>
      <SettingRow name="Numbers" hint={`Written like ${formatPrice(1_234_567.25, '0.25', locale)}`}>
        <Select
          label="How numbers are written"
          className="w-64"
          options={[...new Set([...locales, locale])].map((value) => ({
            value,
            label: localeNames.of(value) ?? value,
          }))}
          value={locale}
          onChange={(value) => save('ui.locale', value)}
        />
      </SettingRow>
    </>
  );
}
