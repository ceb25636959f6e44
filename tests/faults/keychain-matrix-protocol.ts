import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type ChildCommand =
  | { readonly do: 'open' | 'state' | 'report' | 'choose-keychain' | 'recheck' | 'loop-turns' }
  | { readonly do: 'choose-passphrase' | 'unlock'; readonly passphrase: string }
  | { readonly do: 'store'; readonly id: string; readonly values: Readonly<Record<string, string>> }
  | { readonly do: 'read' | 'has'; readonly id: string }
  | { readonly do: 'pass-time'; readonly ms: number }
  | { readonly do: 'naive-keychain'; readonly value: string };

export type ChildAnswer =
  | { readonly is: 'done'; readonly value: unknown }
  | { readonly is: 'refused'; readonly kind: string; readonly message: string; readonly data: unknown }
  | { readonly is: 'broken'; readonly message: string };

/** A running `keychain-matrix-child.ts`. */
export interface VaultProgram {
  /** What was answered, or the refusal; @throws Error when the program broke. */
  ask(command: ChildCommand): Promise<ChildAnswer>;
  /** The value of an answer that must not be a refusal. */
  value(command: ChildCommand): Promise<unknown>;
  kill(): Promise<void>;
}

export function startProgram(
  profile: string,
  env: NodeJS.ProcessEnv,
  keychainLimitMs = 10_000,
): VaultProgram {
  const entry = fileURLToPath(new URL('./keychain-matrix-child.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [entry, profile, String(keychainLimitMs)], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout === null || child.stdin === null) throw new Error('the program has no pipes');
  const { stdin } = child;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: ChildCommand): Promise<ChildAnswer> => {
    stdin.write(`${JSON.stringify(command)}\n`);
    const line = await lines.next();
    if (line.done === true) throw new Error(`the program ended at “${command.do}”`);
    const answer = JSON.parse(line.value) as ChildAnswer;
    if (answer.is === 'broken') throw new Error(answer.message);
    return answer;
  };
  return {
    ask,
    value: async (command) => {
      const answer = await ask(command);
      if (answer.is !== 'done') throw new Error(`“${command.do}” was refused: ${JSON.stringify(answer)}`);
      return answer.value;
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
