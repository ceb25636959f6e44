import type { Bars } from '../../../src-shared/pine/runtime/bars.ts';
import type { Candidate, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { fourIndicatorsByHand, supertrendByHand, twoAveragesByHand } from '../pine-limits.ts';
import { pineTs } from '../pine-peer.ts';
import {
  type BenchedScript,
  columnsOf,
  compiled,
  fourIndicators,
  plotted,
  runHistory,
  seededSeries,
  supertrend,
  twoAverages,
} from '../pine-scripts.ts';
import { timedByProcessor } from '../processor-time.ts';

interface Row {
  readonly script: BenchedScript;
  readonly byHand: (bars: Bars) => Float64Array[];
  /** Milliseconds that 500,000 bars may take. */
  readonly goal: number;
}

const rows: readonly Row[] = [
  { script: twoAverages, byHand: twoAveragesByHand, goal: 100 },
  { script: fourIndicators, byHand: fourIndicatorsByHand, goal: 180 },
  { script: supertrend, byHand: supertrendByHand, goal: 150 },
];

/** Whole histories, from starting the compiled script to its last plot. */
export async function run(options: RunOptions): Promise<void> {
  for (const count of options.isQuick ? [100_000] : [10_000, 100_000, 500_000]) {
    for (const row of rows) await overHistory(row, count, options);
  }
  await memory(options);
}

async function overHistory({ script, byHand, goal }: Row, count: number, options: RunOptions): Promise<void> {
  const series = seededSeries(count);
  const program = compiled(script.text);
  const measured = (work: () => readonly ArrayLike<number>[]) => {
    let columns: readonly ArrayLike<number>[] = [];
    const { cost } = timedByProcessor(1, () => {
      columns = work();
      return [];
    });
    return { cost, result: plotted(columns, count) };
  };
  const candidates: Candidate[] = [
    { role: 'ours', label: 'the script', run: () => measured(() => columnsOf(runHistory(program, series))) },
    { role: 'limit', label: 'by hand', run: () => measured(() => byHand(series.bars)) },
  ];
  // One run of it takes seconds: only where the goals are.
  const other = count === 100_000 ? await pineTs(script.text, series.bars) : undefined;
  if (other !== undefined) candidates.push(other);
  await compare(
    {
      name: `pine.${script.name}.${count / 1000}k`,
      unit: 'ms',
      note: `${count.toLocaleString('en-US')} bars, ${script.plots} plots; processor time`,
      candidates,
      missingPeer: count === 100_000 && other === undefined ? 'pinets' : undefined,
      goals: [
        ...(count === 500_000
          ? [{ text: `≤ ${goal} ms`, isReached: ({ ours }: { ours: number }) => ours <= goal }]
          : []),
        ...(other === undefined
          ? []
          : [
              {
                text: '≥ 30x faster than PineTS',
                isReached: (figures: { ours: number; peer: number }) => figures.peer / figures.ours >= 30,
              },
            ]),
      ],
    },
    options,
  );
}

/** What stays in memory for each bar and plot once a long history has run. */
async function memory(options: RunOptions): Promise<void> {
  const count = 500_000;
  const series = seededSeries(count);
  const held = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  await compare(
    {
      name: 'pine.memory',
      unit: 'bytes',
      note: `for each bar and plot, after ${count.toLocaleString('en-US')} bars; all three scripts together`,
      candidates: [
        {
          role: 'ours',
          label: 'kept',
          run: () => {
            const programs = rows.map(({ script }) => compiled(script.text));
            const before = held();
            const instances = programs.map((program) => runHistory(program, series));
            const bytes = held() - before;
            const plots = instances.reduce((sum, { outputs }) => sum + outputs.plots.length, 0);
            return { cost: bytes / count / plots, result: [] };
          },
        },
      ],
      goals: [{ text: '≤ 100 bytes', isReached: ({ ours }) => ours <= 100 }],
    },
    options,
  );
}
