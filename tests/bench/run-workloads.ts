import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { RunOptions } from './comparison.ts';
import { resultsDiffer } from './harness.ts';
import { columnNames } from './report.ts';

export interface Workload {
  /** Arguments choose workloads by the beginning of their names. */
  readonly name: string;
  load(): Promise<{ run(options: RunOptions): Promise<void> }>;
}

/** Runs the workloads the command line asks for, each in a process of its own started from `entry`. */
export async function runWorkloads(entry: string, workloads: readonly Workload[]): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean' }, 'in-this-process': { type: 'boolean' } },
    allowPositionals: true,
  });
  const isQuick = values.quick === true;

  /** A process for each, so that no workload runs on code that another one has shaped. */
  function inItsOwnProcess(name: string): Promise<number> {
    const args = ['--expose-gc', entry, name, '--in-this-process', ...(isQuick ? ['--quick'] : [])];
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { stdio: 'inherit' });
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 1));
    });
  }

  if (values['in-this-process'] === true) {
    const found = workloads.find(({ name }) => name === positionals[0]);
    if (found === undefined) throw new Error(`no workload is called ${positionals[0]}`);
    const { run } = await found.load();
    await run({ isQuick, runs: isQuick ? 3 : 7 });
    process.exitCode = resultsDiffer() ? 1 : 0;
  } else {
    const chosen = workloads.filter(
      ({ name }) => positionals.length === 0 || positionals.some((prefix) => name.startsWith(prefix)),
    );
    if (chosen.length === 0) {
      console.error(`No workload begins so. There are: ${workloads.map(({ name }) => name).join(', ')}`);
      process.exitCode = 2;
    } else {
      const started = Date.now();
      console.log(columnNames);
      for (const { name } of chosen) {
        const code = await inItsOwnProcess(name);
        if (code !== 0) {
          console.log(`${name} ended with ${code}`);
          process.exitCode = 1;
        }
      }
      console.log(
        `${chosen.length} workloads in ${Math.round((Date.now() - started) / 1000)} s; rows added to out/bench.jsonl`,
      );
    }
  }
}
