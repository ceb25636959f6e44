import { randomBytes } from 'node:crypto';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { SecretText, VenueConfig, VenueParts } from '../../venue-kind.ts';

/** The real world around one connection, with its key in memory. */
export function krakenWorld(
  urls: Readonly<Record<string, string>>,
  key: { readonly apiKey: string; readonly privateKey: string } | null,
  change: Partial<VenueConfig> = {},
): { readonly config: VenueConfig; readonly parts: VenueParts; readonly logged: string[] } {
  const logged: string[] = [];
  const secret = (text: string): SecretText => ({ reveal: () => text });
  return {
    logged,
    config: {
      id: 'kraken-1',
      label: 'Kraken',
      environment: 'live',
      products: ['spot'],
      isTradingEnabled: true,
      urls,
      ...change,
    },
    parts: {
      credentials:
        key === null
          ? null
          : {
              use: async (_purpose, use) =>
                use({ apiKey: secret(key.apiKey), apiSecret: secret(key.privateKey) }),
              replace: async () => {
                throw new Error('Kraken replaces no credentials by itself');
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
