import type { RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import {
  compiled,
  fourIndicators,
  runHistory,
  seededSeries,
  supertrend,
  twoAverages,
} from '../pine-scripts.ts';
import { timedByProcessor } from '../processor-time.ts';

const history = 50_000;
const ticks = 100_000;

/** One live tick on the open bar, behind a long history. */
export async function run(options: RunOptions): Promise<void> {
  for (const script of [twoAverages, fourIndicators, supertrend]) {
    const instance = runHistory(compiled(script.text), seededSeries(history));
    const { bars } = instance.series;
    const time = (bars.time[history - 1] as number) + 60_000;
    const price = bars.close[history - 1] as number;
    await compare(
      {
        name: `pine.tick.${script.name}`,
        unit: 'ns/tick',
        note: `${ticks.toLocaleString('en-US')} updates of one open bar behind ${history.toLocaleString('en-US')}; processor time`,
        candidates: [
          {
            role: 'ours',
            label: 'the script',
            run: () =>
              timedByProcessor(1e6 / ticks, () => {
                for (let tick = 0; tick < ticks; tick += 1) {
                  const close = price + (tick % 100) / 100;
                  instance.update(
                    { time, open: price, high: price + 1, low: price, close, volume: tick },
                    false,
                    time,
                  );
                }
                return [];
              }),
          },
        ],
        goals: [{ text: '≤ 3 µs', isReached: ({ ours }) => ours <= 3000 }],
      },
      options,
    );
  }
}
