import { Worker } from 'node:worker_threads';
import type { Candidate, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { scriptOf } from '../pine-long-script.ts';
import { compiled } from '../pine-scripts.ts';
import { timedByProcessor } from '../processor-time.ts';

const lines = 500;

/** The first script of a new thread, in which nothing but the modules has been loaded. */
function inNewThread(isPrepared: boolean): Promise<number> {
  const thread = new Worker(new URL('./pine-compile.worker.ts', import.meta.url), {
    workerData: { text: scriptOf(lines), isPrepared },
  });
  return new Promise((resolve, reject) => {
    thread.once('message', (cost: number) => resolve(cost));
    thread.once('error', reject);
  });
}

const first = (role: Candidate['role'], label: string, isPrepared: boolean): Candidate => ({
  role,
  label,
  run: async () => ({ cost: await inNewThread(isPrepared), result: [] }),
});

/** From text to verified code. */
export async function run(options: RunOptions): Promise<void> {
  const text = scriptOf(lines);
  const { code } = compiled(text);
  const note = `parse, check, compile and verify ${lines} lines into ${code.length.toLocaleString('en-US')} characters; processor time`;
  await compare(
    {
      name: 'pine.compile.cold',
      unit: 'ms',
      note: `${note}; the first script of a new thread that has compiled the sample before`,
      candidates: [first('ours', 'prepared', true), first('beside', 'not prepared', false)],
      goals: [{ text: '≤ 30 ms', isReached: ({ ours }) => ours <= 30 }],
    },
    options,
  );
  let version = 0;
  const warm = (): [] => {
    // Another text each time, so that nothing keeps the last one's result.
    version += 1;
    compiled(`${text}\n// ${version}`);
    return [];
  };
  await compare(
    {
      name: 'pine.compile.warm',
      unit: 'ms',
      note,
      candidates: [{ role: 'ours', label: 'warm', run: () => timedByProcessor(1, warm) }],
      goals: [{ text: '≤ 10 ms', isReached: ({ ours }) => ours <= 10 }],
    },
    options,
  );
}
