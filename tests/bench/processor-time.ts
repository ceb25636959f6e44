import type { Measurement } from './comparison.ts';

/** The clock of processor time moves in steps of some milliseconds: a measurement has to be long beside one. */
const leastMilliseconds = 120;

/** Milliseconds this thread has computed; where Node does not know, all threads of the process. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Like `timed`, by processor time: for work of a few milliseconds on a machine that does other things too. The work is
 * repeated until the clock can tell, and the cost is the mean.
 */
export function timedByProcessor(scale: number, work: () => ArrayLike<number>): Measurement {
  let rounds = 0;
  let result: ArrayLike<number> = [];
  const started = processorTime();
  let spent = 0;
  while (spent < leastMilliseconds) {
    result = work();
    rounds += 1;
    spent = processorTime() - started;
  }
  return { cost: (spent / rounds) * scale, result };
}
