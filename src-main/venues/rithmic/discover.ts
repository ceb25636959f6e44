import { Failure } from '../../../src-shared/domain/failure.ts';
import { createDial } from '../connection/dial.ts';
import { networkPath } from '../connection/network-path.ts';
import type { SettingChoice, VenueConfig, VenueParts } from '../venue-kind.ts';
import { askGateways, askSystems } from './probe.ts';
import { checkSettings, settingsOf } from './settings.ts';
import { systemChoice } from './systems.ts';

/** Asks the chosen gateway for its systems, or for the gateways of the chosen system. Needs no login. */
export async function discoverSetting(
  setting: string,
  config: VenueConfig,
  parts: VenueParts,
  signal: AbortSignal,
): Promise<readonly SettingChoice[]> {
  const settings = settingsOf(config);
  checkSettings(settings);
  const probe = { after: parts.after, dial: createDial(networkPath(config, parts)), settings };
  switch (setting) {
    case 'system':
      return (await askSystems(probe, signal)).map(systemChoice);
    case 'gateway':
      return (await askGateways(probe, settings.system, signal)).map(({ name, address }) => ({
        value: address,
        label: name,
      }));
    default:
      throw new Failure('unsupported', `Rithmic cannot be asked for “${setting}”.`);
  }
}
