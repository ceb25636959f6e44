import { randomBytes } from 'node:crypto';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { SecretText, VenueConfig, VenueParts } from '../../venue-kind.ts';

/** The real world, with credentials in memory. */
export function openWorld(given: Readonly<Record<string, string>>): {
  readonly parts: VenueParts;
  readonly fields: Record<string, string>;
  readonly logged: string[];
} {
  const fields = { ...given };
  const logged: string[] = [];
  const secrets = () =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]): [string, SecretText] => [name, { reveal: () => value }]),
    );
  const parts: VenueParts = {
    credentials: {
      use: async (_purpose, use) => use(secrets()),
      replace: async (some) => {
        for (const [name, value] of Object.entries(some)) fields[name] = value.reveal();
      },
    },
    now: () => epochMs(Date.now()),
    monotonicMs: () => performance.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, Math.min(delayMs, 2 ** 31 - 1));
      timer.unref();
      return () => clearTimeout(timer);
    },
    random: () => 0.01,
    randomBytes: (length) => randomBytes(length),
    log: (event, some) => logged.push(JSON.stringify([event, some])),
  };
  return { parts, fields, logged };
}

export function configFor(
  urls: Readonly<Record<string, string>>,
  change: Partial<VenueConfig> = {},
): VenueConfig {
  return {
    id: 'zerodha-1',
    label: 'Zerodha',
    environment: 'live',
    products: ['equity'],
    isTradingEnabled: true,
    urls,
    ...change,
  };
}
