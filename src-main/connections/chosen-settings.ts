import type { ConnectionSettings } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { VenueKind, VenueSetting } from '../venues/venue-kind.ts';

/**
 * What only one kind of venue asks of its connections, such as the system of a broker.
 * @throws Failure `invalid` for a name the kind does not have, a value it cannot take, or one that is missing.
 */
export function assertChosenSettings({ label, description }: VenueKind, chosen: ConnectionSettings): void {
  const known = description.settings ?? [];
  const strange = Object.keys(chosen.settings).find(
    (name) => !known.some((setting) => setting.name === name),
  );
  if (strange !== undefined) throw new Failure('invalid', `${label} has no setting “${strange}”.`);
  for (const setting of known) assertValue(setting, chosen);
}

function assertValue(setting: VenueSetting, { settings, environment }: ConnectionSettings): void {
  const value = (settings[setting.name] ?? setting.default).trim();
  if (value === '') throw new Failure('invalid', `${setting.label} is missing.`);
  if (hasPassword(value)) {
    throw new Failure(
      'invalid',
      `${setting.label}: a password is entered with the keys, never in a setting.`,
    );
  }
  const offered = setting.choices.filter((choice) => (choice.environment ?? environment) === environment);
  if (setting.isFree || offered.some((choice) => choice.value === value)) return;
  // What it is by default serves wherever the person has nothing to choose from.
  if (offered.length === 0 && value === setting.default) return;
  throw new Failure('invalid', `“${value}” is not a choice of ${setting.label} here.`);
}

function hasPassword(value: string): boolean {
  return URL.canParse(value) && new URL(value).password !== '';
}
