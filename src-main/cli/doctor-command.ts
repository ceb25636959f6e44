import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { reportOnSystemKeychain } from '../vault/index.ts';
import { type CliCommand, exitCodes } from './command.ts';
import { withStorage } from './open-store.ts';

interface Finding {
  readonly check: string;
  readonly state: 'good' | 'note' | 'bad';
  readonly text: string;
}

const leastFreeBytes = 500 * 1024 * 1024;

export const doctorCommand: CliCommand = {
  name: 'doctor',
  usage: 'doctor [--json]',
  summary: 'checks environment, keychain, database and versions',
  help: ['--json            one line of JSON', 'Ends with 3 when something is wrong; a note is no fault.'],
  options: { json: { type: 'boolean' } },
  async run({ profile, version, values, print }) {
    const findings: Finding[] = [
      { check: 'version', state: 'good', text: `Tidemark ${version}` },
      nodeFinding(),
      await keychainFinding(),
      ...(await profileFindings(profile)),
    ];
    if (values.json === true) print(JSON.stringify({ profile, findings }));
    else {
      print(`profile  ${profile}`);
      for (const { check, state, text } of findings) print(`${state.padEnd(4)}  ${check.padEnd(9)} ${text}`);
    }
    return findings.some(({ state }) => state === 'bad') ? exitCodes.partly : exitCodes.done;
  },
};

function nodeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isGood = major > 22 || (major === 22 && minor >= 12);
  return {
    check: 'node',
    state: isGood ? 'good' : 'bad',
    text: `Node ${process.versions.node} on ${process.platform} ${process.arch}${isGood ? '' : '; 22.12 or newer is needed'}`,
  };
}

async function keychainFinding(): Promise<Finding> {
  const { usable, sentence } = await reportOnSystemKeychain(process.platform);
  return usable
    ? { check: 'keychain', state: 'good', text: sentence }
    : { check: 'keychain', state: 'note', text: `${sentence} Keys can be kept under a passphrase instead.` };
}

async function profileFindings(profile: string): Promise<Finding[]> {
  return withStorage(profile, async (storage) => {
    const { sqliteVersion, journal, market, endedCleanly, warnings, lastBackup } = storage.health();
    const { bavail, bsize } = await statfs(profile);
    const free = bavail * bsize;
    return [
      { check: 'sqlite', state: 'good', text: `SQLite ${sqliteVersion}` },
      ...[journal, market].map(
        (file): Finding => ({
          check: file.file,
          state: file.state === 'ready' ? 'good' : 'bad',
          text:
            file.state === 'ready'
              ? `schema ${file.schemaVersion}${file.lastCheck ? `, checked (${file.lastCheck.kind})` : ''}`
              : file.reason,
        }),
      ),
      {
        check: 'backup',
        state: lastBackup === undefined ? 'note' : 'good',
        text: lastBackup === undefined ? 'no backup of the journal yet' : lastBackup.name,
      },
      {
        check: 'ended',
        state: endedCleanly ? 'good' : 'note',
        text: endedCleanly
          ? 'the last run ended cleanly'
          : 'the last run was cut off; its files were checked',
      },
      {
        check: 'disk',
        state: free < leastFreeBytes ? 'bad' : 'good',
        text: `${Math.round(free / 1024 ** 2)} MB free${existsSync(profile) ? '' : ' (new profile)'}`,
      },
      ...warnings.map((text): Finding => ({ check: 'warning', state: 'note', text })),
    ];
  });
}
