import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

export interface StepResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of `node_modules/.bin`'s packages, or any other, in the checkout; its output is shown as it comes. */
export function runStep(
  command: string,
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly isQuiet?: boolean;
    /** Ended when it takes longer. */
    readonly limitMs?: number;
  } = {},
): Promise<StepResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.limitMs === undefined ? {} : { timeout: options.limitMs }),
    });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (options.isQuiet !== true) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The same for the JavaScript file of an installed tool, run by this Node. */
export function runTool(path: string, args: readonly string[], options: Parameters<typeof runStep>[2] = {}) {
  return runStep(
    process.execPath,
    [fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url)), ...args],
    options,
  );
}
