import type { Page } from 'playwright';
import type { CandidateFigures, Goal } from '../comparison.ts';
import { report } from '../report.ts';
import { percentile } from '../statistics.ts';
import { busyShare } from './browser.ts';
import { watchLive } from './page-probe.ts';

/** What one watched stretch showed. */
export interface LiveFigures {
  /** Frames that were missed of 60 a second. */
  readonly framesPerSecond: number;
  readonly gapP99: number;
  readonly busyPercent: number;
  readonly delayP99: number;
}

const watchMs = 5000;
const settleMs = 2000;

export async function repeat(runs: number, once: () => Promise<LiveFigures>): Promise<LiveFigures[]> {
  const all: LiveFigures[] = [];
  for (let index = 0; index < runs; index += 1) all.push(await once());
  return all;
}

/** A stretch of a page that has settled. */
export async function watch(page: Page): Promise<LiveFigures> {
  await page.waitForTimeout(settleMs);
  const [live, busy] = await Promise.all([watchLive(page, watchMs), busyShare(page, watchMs)]);
  return {
    framesPerSecond: live.framesPerSecond,
    gapP99: live.gapP99,
    busyPercent: busy * 100,
    delayP99: live.delays.length === 0 ? Number.NaN : percentile(live.delays, 0.99),
  };
}

/** One row a figure: ours and, where there is one, the bare chart that is given every tick. */
export function tellLive(
  name: string,
  note: string,
  ours: readonly LiveFigures[],
  bare: readonly LiveFigures[] | undefined,
): void {
  const row = (figure: keyof LiveFigures, unit: string, goals: readonly Goal[], hasPeer = true) => {
    const figures: CandidateFigures[] = [
      { role: 'ours', label: 'application', costs: ours.map((one) => one[figure]) },
    ];
    if (bare !== undefined && hasPeer) {
      const label = 'lightweight-charts, update() per tick';
      figures.push({ role: 'peer', label, costs: bare.map((one) => one[figure]) });
    }
    report({ name: `${name}.${figure}`, unit, note, candidates: [], goals, figures, differences: [] });
  };
  row('framesPerSecond', 'frames/s', [
    { text: '60 frames/s (58 and more)', isReached: (figures) => figures.ours >= 58 },
  ]);
  row('gapP99', 'ms', [{ text: 'frame p99 ≤ 20 ms', isReached: (figures) => figures.ours <= 20 }]);
  row('busyPercent', '% of a core', []);
  row('delayP99', 'ms', [], false);
}
