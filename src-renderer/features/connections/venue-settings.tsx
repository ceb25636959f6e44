import { CircleAlert, Radar } from 'lucide-react';
import type {
  ConnectionSettings,
  VenueKindCard,
  VenueSettingCard,
} from '../../../src-shared/contract/connections.ts';
import { useNow } from '../../lib/clock/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { formatDuration } from '../../ui/format.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { choicesIn, type SettingsFaults } from './settings-draft.ts';
import { useDiscovery } from './use-discovery.ts';

interface VenueSettingsProps {
  readonly kind: VenueKindCard;
  readonly settings: ConnectionSettings;
  readonly faults: SettingsFaults;
  onChange(change: Partial<ConnectionSettings>): void;
}

/** What only this kind of venue asks of a connection, such as a broker's gateway and system. */
export function VenueSettings({ kind, settings, faults, onChange }: VenueSettingsProps) {
  if (kind.settings.length === 0) return null;
  return (
    <fieldset className="grid gap-x-5 gap-y-3 @xl:grid-cols-2" aria-label={`Settings of ${kind.label}`}>
      {kind.settings.map((setting) => (
        <OneSetting
          key={setting.name}
          kind={kind.kind}
          setting={setting}
          settings={settings}
          error={faults.settings?.[setting.name]}
          onChange={(value) => onChange({ settings: { ...settings.settings, [setting.name]: value } })}
        />
      ))}
    </fieldset>
  );
}

interface OneSettingProps {
  readonly kind: string;
  readonly setting: VenueSettingCard;
  readonly settings: ConnectionSettings;
  readonly error: string | undefined;
  onChange(value: string): void;
}

function OneSetting({ kind, setting, settings, error, onChange }: OneSettingProps) {
  const discovery = useDiscovery(kind, setting, settings);
  const choices = choicesIn(discovery.choices ?? setting.choices, settings.environment);
  const { askingSince, failure } = discovery;
  return (
    <div className="flex min-w-0 flex-col gap-1.5" data-setting={setting.name}>
      <Combobox
        label={setting.label}
        value={settings.settings[setting.name] ?? setting.default}
        choices={choices}
        isFree={setting.isFree}
        hint={setting.hint}
        error={error}
        testId={`setting-${setting.name}`}
        onChange={onChange}
        action={
          setting.isDiscoverable && (
            <Button
              tone="ghost"
              size="small"
              data-testid={`discover-${setting.name}`}
              onClick={askingSince === null ? discovery.ask : discovery.cancel}
            >
              {askingSince === null ? (
                <>
                  <Radar size={13} aria-hidden /> Ask the gateway
                </>
              ) : (
                'Cancel'
              )}
            </Button>
          )
        }
      />
      {askingSince !== null && <Asking since={askingSince} />}
      {failure !== null && (
        <p role="alert" className="flex items-start gap-2 text-12 text-danger">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          <span data-selectable>{failure}</span>
        </p>
      )}
      {discovery.choices !== null && askingSince === null && (
        <p className="text-12 text-text-2" aria-live="polite">
          {choices.length === 0
            ? 'The gateway answered, and has none for this environment.'
            : choices.length === 1
              ? 'The gateway named one. It is in the list.'
              : `The gateway named ${choices.length}. They are in the list.`}
        </p>
      )}
    </div>
  );
}

function Asking({ since }: { since: number }) {
  const now = useNow();
  return (
    <p className="flex items-center gap-2 text-12 text-text-2" aria-live="polite">
      <Spinner label="Asking the gateway" />
      <span className="tabular">{formatDuration(Math.max(1000, now - since))}</span>
    </p>
  );
}
