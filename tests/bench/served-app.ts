import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const headless = fileURLToPath(new URL('../../src-main/headless.ts', import.meta.url));

export interface ServedApp {
  /** Lets one page in. */
  readonly address: string;
  /** From spawning the process to the printed address. */
  readonly readyMs: number;
  readonly process: ChildProcess;
  /** Asks for another address. */
  anotherAddress(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the web host as a user would, on a free port, and waits for its address. */
export async function serve(profile: string, nodeArguments: readonly string[] = []): Promise<ServedApp> {
  const started = performance.now();
  const child = spawn(process.execPath, [...nodeArguments, headless, 'serve', '--port', '0', '--json'], {
    env: { ...process.env, TIDEMARK_PROFILE: profile },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const nextAddress = () =>
    new Promise<string>((resolve, reject) => {
      const ended = () => reject(new Error('the web host ended before it printed its address'));
      child.once('exit', ended);
      lines.once('line', (line) => {
        child.off('exit', ended);
        resolve((JSON.parse(line) as { address: string }).address);
      });
    });
  const address = await nextAddress();
  const readyMs = performance.now() - started;
  return {
    address,
    readyMs,
    process: child,
    anotherAddress() {
      const next = nextAddress();
      child.stdin.write('\n');
      return next;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
