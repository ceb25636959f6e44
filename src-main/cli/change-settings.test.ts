import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { epochMs } from '../../src-shared/domain/time.ts';
import { openedStorage, temporaryProfile } from '../storage/testing/temporary-profile.ts';

const headless = fileURLToPath(new URL('../headless.ts', import.meta.url));

function run(profile: string, ...args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { ...process.env, TIDEMARK_PROFILE: profile };
    const child = execFile(process.execPath, [headless, 'connection', ...args], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

async function saved() {
  const parts = temporaryProfile();
  const storage = await openedStorage(parts);
  const settings = {
    label: 'Prop',
    environment: 'live',
    products: ['futures'],
    hasMarketData: true,
    isTradingEnabled: false,
    isAutoConnect: false,
    proxy: '',
  };
  const at = epochMs(1_772_443_800_000);
  await storage.journal.connections.save(
    {
      id: 'c1',
      kind: 'rithmic',
      settings: { ...settings, settings: { system: 'Apex' } },
      isEnabled: true,
      keyHint: '',
      keysSetAt: null,
      permissions: null,
      testedAt: at,
      testResult: 'passed',
      createdAt: at,
      revokedAt: null,
    },
    { at, connection: 'c1', label: 'Prop', action: 'created', detail: '' },
  );
  await storage.close();
  return parts.profile;
}

test('a setting of a saved connection is changed, told in the list, and makes its test void', async () => {
  const profile = await saved();
  const done = await run(
    profile,
    'set',
    'Prop',
    '--setting',
    'system=Rithmic 01',
    '--setting',
    'prefixed=no',
  );
  expect(done).toMatchObject({ code: 0, out: 'Changed system, prefixed of “Prop”. Test it.\n' });
  const { out } = await run(profile, 'list', '--json');
  expect(JSON.parse(out)).toMatchObject({
    id: 'c1',
    testResult: null,
    settings: { system: 'Rithmic 01', prefixed: 'no' },
  });
}, 60_000);

test.each([
  [['set', 'Prop'], /--setting NAME=VALUE/],
  [['set', 'Prop', '--setting', 'system'], /not written NAME=VALUE/],
  [['set', 'Prop', '--setting', 'colour=red'], /no setting “colour”/],
  [['set', 'Prop', '--setting', 'prefixed=perhaps'], /“perhaps” is not a choice/],
  [['set', 'Nobody', '--setting', 'system=Apex'], /no connection “Nobody”/],
])(
  '%j is refused in words, and nothing is changed',
  async (args, words) => {
    const profile = await saved();
    const refused = await run(profile, ...args);
    expect(refused.code).not.toBe(0);
    expect(refused.err).toMatch(words);
    expect(JSON.parse((await run(profile, 'list', '--json')).out)).toMatchObject({
      settings: { system: 'Apex' },
    });
  },
  60_000,
);
