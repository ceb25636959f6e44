import { createHash } from 'node:crypto';
import { arch, platform, release } from 'node:os';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { VenueConfig } from '../venue-kind.ts';
import { hasMadeUpPrices, presets } from './systems.ts';

/** What a connection needs besides user and password. */
export interface RithmicSettings {
  /** `wss://host:443` */
  readonly gateway: string;
  /** Exactly as the gateway spells it. */
  readonly system: string;
  readonly appName: string;
  readonly appVersion: string;
  /** Whether messages go out behind their length. */
  readonly isPrefixed: boolean;
  readonly hasMadeUpPrices: boolean;
}

/** The version of the message definitions that ours were made from. */
export const templateVersion = '5.42';
export const defaultAppName = 'tidemark:Tidemark';
export const defaultAppVersion = '1.0.0';

export function settingsOf({
  settings = {},
  urls = {},
}: Pick<VenueConfig, 'settings' | 'urls'>): RithmicSettings {
  const text = (name: string, otherwise: string) => {
    const value = settings[name]?.trim() ?? '';
    return value === '' ? otherwise : value;
  };
  const system = text('system', presets.defaultSystem);
  return {
    gateway: (urls.gateway ?? text('gateway', presets.defaultGateway)).replace(/\/+$/, ''),
    system,
    appName: text('appName', defaultAppName),
    appVersion: text('appVersion', defaultAppVersion),
    isPrefixed: text('prefixed', 'yes') !== 'no',
    hasMadeUpPrices: hasMadeUpPrices(system),
  };
}

/** Names of Rithmic's own programs: a connection that claims to be one of them is refused before anything is sent. */
const foreignNames = /r\s?\|\s?trader|rtrader|rithmic|omne/i;

/** @throws Failure `invalid` for what must not or cannot be used. */
export function checkSettings({ gateway, appName, system }: RithmicSettings): void {
  if (URL.parse(gateway) === null) {
    throw new Failure('invalid', `“${gateway}” is not the address of a gateway. Write it as wss://host:443.`);
  }
  if (foreignNames.test(appName)) {
    throw new Failure(
      'invalid',
      `“${appName}” is a name of Rithmic’s own programs. Use the name that Rithmic has approved for this application.`,
    );
  }
  if (system === '') throw new Failure('invalid', 'Choose the Rithmic system that the login belongs to.');
}

/** Names a login without holding the user's name. */
export function loginKey({ gateway, system }: RithmicSettings, user: string): string {
  const host = URL.parse(gateway)?.host ?? gateway;
  return createHash('sha256').update(`${host}\n${system}\n${user.trim().toLowerCase()}`).digest('hex');
}

/** What a login says of the machine, without anything that identifies it. */
export const machine = { os_version: release(), os_platform: `${platform()} ${arch()}` } as const;
