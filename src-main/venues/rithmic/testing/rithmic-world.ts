import { randomBytes } from 'node:crypto';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { VenueConfig, VenueParts } from '../../venue-kind.ts';
import { secretText } from './memory-gateway.ts';

/** The real world around one connection, with its login in memory. */
export function rithmicWorld(
  urls: Readonly<Record<string, string>>,
  login: { readonly user: string; readonly password: string } | null,
  change: Partial<VenueConfig> = {},
): { readonly config: VenueConfig; readonly parts: VenueParts; readonly logged: string[] } {
  const logged: string[] = [];
  return {
    logged,
    config: {
      id: 'rithmic-1',
      label: 'Rithmic',
      environment: 'live',
      products: ['futures'],
      isTradingEnabled: true,
      settings: { system: 'Rithmic Paper Trading', appName: 'tide:Tidemark' },
      urls,
      ...change,
    },
    parts: {
      credentials:
        login === null
          ? null
          : {
              use: async (_purpose, use) =>
                use({ user: secretText(login.user), password: secretText(login.password) }),
              replace: async () => {
                throw new Error('Rithmic replaces no credentials by itself');
              },
            },
      now: () => epochMs(Date.now()),
      monotonicMs: () => performance.now(),
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        timer.unref();
        return () => clearTimeout(timer);
      },
      random: () => 0.01,
      randomBytes: (length) => randomBytes(length),
      log: (event, fields) => logged.push(JSON.stringify([event, fields])),
    },
  };
}
