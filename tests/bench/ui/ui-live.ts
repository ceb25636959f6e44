import type { Browser, Page } from 'playwright';
import { buildPage } from '../../../scripts/build-page.ts';
import type { CandidateFigures, Goal, RunOptions } from '../comparison.ts';
import { report } from '../report.ts';
import { percentile } from '../statistics.ts';
import { openBareChart, streamIntoBareChart } from './bare-chart.ts';
import { busyShare, withBrowser, withPage } from './browser.ts';
import { installProbe, watchLive } from './page-probe.ts';
import { chartAddress, type ServedMarket, servedInstrument, withServedMarket } from './served-market.ts';

/** What one watched stretch showed. */
interface LiveFigures {
  /** Frames that were missed of 60 a second. */
  readonly framesPerSecond: number;
  readonly gapP99: number;
  readonly busyPercent: number;
  readonly delayP99: number;
}

const watchMs = 5000;
const settleMs = 2000;
/** About what a chart panel gives to the library. */
const windowBars = 2000;

/** Charts under a steady stream of ticks: frames, processor time and age of what is shown. */
export async function run(options: RunOptions): Promise<void> {
  await buildPage();
  const runs = options.isQuick ? 1 : 3;
  const histories = [
    ['10k', 10_000],
    ['100k', 100_000],
    ['1m', 1_000_000],
  ] as const;
  await withBrowser(async (browser) => {
    for (const [name, bars] of histories) {
      for (const tradesPerSecond of [1000, 10_000]) {
        await withServedMarket({ bars, tradesPerSecond, seconds: 20 }, async (served) => {
          const label = `${tradesPerSecond / 1000}k.${name}`;
          const note = `${tradesPerSecond} ticks a second, ${bars} stored bars`;
          const one = await repeat(runs, () => oneChart(browser, served));
          const bare = await repeat(runs, () => bareChart(browser, bars, tradesPerSecond));
          tell(`ui.live.${label}.1`, `${note}, one chart`, one, bare);
          if (bars === 100_000) {
            const four = await repeat(runs, () => fourCharts(browser, served));
            // As kind to the library as can be: it has no more bars than our window holds.
            const bareFour = await repeat(runs, () => bareChart(browser, windowBars, tradesPerSecond, 4));
            tell(
              `ui.live.${label}.4`,
              `${note}, four charts of one market; the four bare ones hold ${windowBars} bars`,
              four,
              bareFour,
            );
          }
        });
      }
    }
  });
}

async function repeat(runs: number, once: () => Promise<LiveFigures>): Promise<LiveFigures[]> {
  const all: LiveFigures[] = [];
  for (let index = 0; index < runs; index += 1) all.push(await once());
  return all;
}

function oneChart(browser: Browser, served: ServedMarket): Promise<LiveFigures> {
  return withPage(browser, async (page) => {
    await served.admit(page);
    await page.goto('about:blank');
    await installProbe(page);
    served.play();
    await page.goto(chartAddress(served.origin));
    await page.locator('[data-testid="chart-panel"][data-state="live"]').waitFor();
    return watch(page);
  });
}

/** The ready-made workspace of four charts, all of the streamed market. */
function fourCharts(browser: Browser, served: ServedMarket): Promise<LiveFigures> {
  return withPage(browser, async (page) => {
    await installProbe(page);
    await served.admit(page);
    served.play();
    await page.getByTestId('workspace-tabs').getByText('Four charts').click();
    await page.keyboard.press('Control+K');
    await page.getByTestId('palette').waitFor();
    await page.keyboard.type('WALK');
    await page.getByTestId('palette').getByRole('option', { name: /WALK/ }).first().click();
    const live = page.locator(
      `[data-testid="chart-panel"][data-state="live"][data-instrument="${servedInstrument}"]`,
    );
    await live.nth(3).waitFor();
    return watch(page);
  });
}

function bareChart(
  browser: Browser,
  bars: number,
  ticksPerSecond: number,
  charts: 1 | 4 = 1,
): Promise<LiveFigures> {
  return withPage(browser, async (page) => {
    await openBareChart(page, bars, charts);
    await streamIntoBareChart(page, ticksPerSecond);
    return watch(page);
  });
}

async function watch(page: Page): Promise<LiveFigures> {
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
function tell(
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
