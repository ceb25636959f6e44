import { usePreferences } from '../../lib/preferences/preferences.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SettingRow } from './setting-row.tsx';
import { useSaveSetting } from './use-save-setting.ts';

export function AppearanceSettings() {
  const { theme, density, priceColours } = usePreferences();
  const save = useSaveSetting();
  return (
    <>
      <SettingRow name="Theme">
        <Segmented
          label="Theme"
          options={[
            { value: 'dark', label: 'Dark' },
            { value: 'light', label: 'Light' },
          ]}
          value={theme}
          onChange={(value) => save('ui.theme', value)}
        />
      </SettingRow>
      <SettingRow name="Density" hint="Height of rows in tables and lists">
        <Segmented
          label="Density"
          options={[
            { value: 'dense', label: 'Dense' },
            { value: 'normal', label: 'Normal' },
            { value: 'comfortable', label: 'Comfortable' },
          ]}
          value={density}
          onChange={(value) => save('ui.density', value)}
        />
      </SettingRow>
      <SettingRow name="Price colours" hint="Sign and arrow always say the same as the colour">
        <Segmented
          label="Price colours"
          options={[
            { value: 'green-red', label: 'Green, red' },
            { value: 'blue-amber', label: 'Blue, amber' },
            { value: 'mono', label: 'None' },
          ]}
          value={priceColours}
          onChange={(value) => save('ui.priceColours', value)}
        />
      </SettingRow>
      <p className="tabular flex gap-4 py-2.5 text-13">
        <span className="text-up">▲ +1.25%</span>
        <span className="text-down">▼ −0.80%</span>
      </p>
    </>
  );
}
