import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ServedHost {
  /** Lets one page in. */
  readonly address: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Ends it as Ctrl C would; resolves with the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** Starts the web host on a profile, as `npm start` does on a machine without a display; `flags` as on the command line. */
export async function serve(profile: string, port = 0, flags: readonly string[] = []): Promise<ServedHost> {
  const args = ['src-main/headless.ts', 'serve', '--port', String(port), '--json', ...flags];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, TIDEMARK_PROFILE: profile },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the web host ended with ${code} before it was ready`);
    }),
  ])) as [string];
  const { address, origin } = JSON.parse(line) as { address: string; origin: string };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  return {
    address,
    port: Number(new URL(origin).port),
    process: child,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

/** One run of the command line on a profile: exit code and both outputs. */
export async function tidemark(profile: string, args: readonly string[]) {
  const child = spawn(process.execPath, ['src-main/headless.ts', ...args], {
    cwd: root,
    env: { ...process.env, TIDEMARK_PROFILE: profile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
