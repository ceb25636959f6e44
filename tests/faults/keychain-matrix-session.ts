import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const busDaemon = '/usr/bin/dbus-daemon';
const keyringDaemon = '/usr/bin/gnome-keyring-daemon';
const busQuestion = '/usr/bin/dbus-send';
const readyWithinMs = 15_000;

/**
 * What offers the Secret Service on a session bus: a keyring that was unlocked at log-in, one that was not, or nothing.
 * `locked-asking` has a prompter that never shows anything.
 */
export type KeyringKind = 'unlocked' | 'locked' | 'locked-asking' | 'none';

/** A desktop session in a box: a D-Bus of its own, and a gnome-keyring that keeps its files in `home`. */
export interface DesktopSession {
  /** What programs of this session find in their environment. */
  readonly env: NodeJS.ProcessEnv;
  end(): Promise<void>;
}

/** @throws Error in one sentence when the programs are not there. */
export function requirePrograms(): void {
  const missing = [busDaemon, busQuestion, keyringDaemon].filter((path) => !existsSync(path));
  if (missing.length > 0) {
    throw new Error(
      `The keychain matrix needs ${missing.join(' and ')} (Debian, Ubuntu: sudo apt-get install dbus gnome-keyring).`,
    );
  }
}

/** An environment that leads to no bus at all, not even the one of the person who runs the tests. */
export function environment(home: string, runtime: string, address?: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, '.local/share'),
    ...(address === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: address }),
  };
}

export async function startSession(home: string, kind: KeyringKind): Promise<DesktopSession> {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-session-'));
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  const processes: ChildProcess[] = [];
  const end = async () => {
    for (const child of processes.reverse()) await stopped(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const bus = spawn(
      busDaemon,
      [`--config-file=${busConfig(folder, kind)}`, '--nofork', '--print-address=1'],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: environment(home, runtime),
      },
    );
    processes.push(bus);
    const [address] = (await once(createInterface({ input: bus.stdout }), 'line')) as [string];
    const env = environment(home, runtime, address);
    if (kind !== 'none') {
      const isUnlocked = kind === 'unlocked';
      const keyring = spawn(
        keyringDaemon,
        ['--foreground', '--components=secrets', ...(isUnlocked ? ['--unlock'] : [])],
        { stdio: ['pipe', 'ignore', 'ignore'], env },
      );
      processes.push(keyring);
      keyring.stdin.end(isUnlocked ? 'login password' : '');
      await answering(env, isUnlocked);
    }
    return { env, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A bus that starts no service by itself: what is to be on it is started here. */
function busConfig(folder: string, kind: KeyringKind): string {
  const services = join(folder, 'services');
  mkdirSync(services);
  if (kind === 'locked-asking') {
    writeFileSync(
      join(services, 'prompter.service'),
      '[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=/bin/sleep 120\n',
    );
  }
  const path = join(folder, 'bus.conf');
  writeFileSync(
    path,
    `<busconfig>
       <type>session</type>
       <listen>unix:dir=${folder}</listen>
       <auth>EXTERNAL</auth>
       <servicedir>${services}</servicedir>
       <policy context="default">
         <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
       </policy>
     </busconfig>`,
  );
  return path;
}

/** Waits for the Secret Service, with another program than the one under test. */
async function answering(env: NodeJS.ProcessEnv, isUnlocked: boolean): Promise<void> {
  const path = isUnlocked ? '/org/freedesktop/secrets/collection/login' : '/org/freedesktop/secrets';
  const [iface, property] = isUnlocked ? ['Collection', 'Locked'] : ['Service', 'Collections'];
  const args = [
    ...['--session', '--print-reply', '--dest=org.freedesktop.secrets', path],
    ...[
      'org.freedesktop.DBus.Properties.Get',
      `string:org.freedesktop.Secret.${iface}`,
      `string:${property}`,
    ],
  ];
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(30)) {
    const asked = spawn(busQuestion, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    asked.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const [code] = (await once(asked, 'close')) as [number | null];
    if (code === 0 && (!isUnlocked || text.includes('boolean false'))) return;
  }
  throw new Error('gnome-keyring did not begin to answer; the keychain matrix cannot run.');
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
