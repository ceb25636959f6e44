import type { ReactNode } from 'react';
import type { ConnectionSettings, VenueKindCard } from '../../../src-shared/contract/connections.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { DeveloperSettings } from './developer-settings.tsx';
import { environmentNames, type SettingsFaults } from './settings-draft.ts';
import { VenueSettings } from './venue-settings.tsx';

interface SettingsFormProps {
  readonly kind: VenueKindCard;
  readonly settings: ConnectionSettings;
  readonly faults: SettingsFaults;
  readonly hasKeys: boolean;
  readonly isDeveloper: boolean;
  /** Of a saved connection: its keys belong to one environment. */
  readonly isEnvironmentFixed?: boolean;
  onChange(change: Partial<ConnectionSettings>): void;
}

/** Everything that a person chooses of a connection besides its keys. */
export function SettingsForm(props: SettingsFormProps) {
  const { kind, settings, faults, hasKeys, isDeveloper, isEnvironmentFixed = false, onChange } = props;
  const toggleProduct = (name: string, isOn: boolean) => {
    const chosen = kind.products.map((product) => product.name);
    onChange({
      products: chosen.filter((product) => (product === name ? isOn : settings.products.includes(product))),
    });
  };
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label="Nickname"
        value={settings.label}
        error={faults.label}
        maxLength={80}
        onChange={(label) => onChange({ label })}
        data-testid="connection-label"
      />
      {kind.environments.length > 1 && (
        <Group label="Environment" hint={isEnvironmentFixed ? 'Keys belong to one environment.' : undefined}>
          {isEnvironmentFixed ? (
            <p className="text-13">{environmentNames[settings.environment]}</p>
          ) : (
            <Segmented
              label="Environment"
              value={settings.environment}
              onChange={(environment) => onChange({ environment })}
              options={kind.environments.map((value) => ({ value, label: environmentNames[value] }))}
            />
          )}
        </Group>
      )}
      <VenueSettings kind={kind} settings={settings} faults={faults} onChange={onChange} />
      {kind.products.length > 1 && (
        <Group label="Products" error={faults.products}>
          <div className="flex flex-wrap gap-x-5 gap-y-1.5">
            {kind.products.map(({ name, label }) => (
              <Checkbox
                key={name}
                label={label}
                isChecked={settings.products.includes(name)}
                onChange={(isOn) => toggleProduct(name, isOn)}
              />
            ))}
          </div>
        </Group>
      )}
      <Group label="Used for">
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          <Checkbox
            label="Market data"
            isChecked={settings.hasMarketData}
            onChange={(hasMarketData) => onChange({ hasMarketData })}
          />
          <Checkbox
            label={kind.canTrade && !hasKeys ? `Trading (needs ${kind.credentialWords.many})` : 'Trading'}
            isChecked={settings.isTradingEnabled}
            isDisabled={!hasKeys || !kind.canTrade}
            onChange={(isTradingEnabled) => onChange({ isTradingEnabled })}
          />
        </div>
      </Group>
      <Checkbox
        label="Connect by itself when Tidemark starts"
        isChecked={settings.isAutoConnect}
        onChange={(isAutoConnect) => onChange({ isAutoConnect })}
      />
      <TextField
        label="Proxy, for a fixed outgoing address"
        placeholder="none"
        value={settings.proxy}
        error={faults.proxy}
        hint={`http://host:port or socks5://user@host:port. Its password is entered with the ${kind.credentialWords.many}.`}
        onChange={(proxy) => onChange({ proxy })}
      />
      {isDeveloper && <DeveloperSettings settings={settings} onChange={onChange} />}
    </div>
  );
}

function Group({
  label,
  hint,
  error,
  children,
}: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col items-start gap-1.5">
      <p className="text-12 text-text-2">{label}</p>
      {children}
      {hint !== undefined && <p className="text-12 text-text-3">{hint}</p>}
      {error !== undefined && <p className="text-12 text-danger">{error}</p>}
    </div>
  );
}
