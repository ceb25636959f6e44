import type { Browser } from 'playwright';
import { buildPage } from '../../../scripts/build-page.ts';
import type { RunOptions } from '../comparison.ts';
import { openBareChart, streamIntoBareChart } from './bare-chart.ts';
import { withBrowser, withPage } from './browser.ts';
import { type LiveFigures, repeat, tellLive, watch } from './live-figures.ts';
import { installProbe } from './page-probe.ts';
import { chartAddress, type ServedMarket, servedInstrument, withServedMarket } from './served-market.ts';

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
          tellLive(`ui.live.${label}.1`, `${note}, one chart`, one, bare);
          if (bars === 100_000) {
            const four = await repeat(runs, () => fourCharts(browser, served));
            // As kind to the library as can be: it has no more bars than our window holds.
            const bareFour = await repeat(runs, () => bareChart(browser, windowBars, tradesPerSecond, 4));
            tellLive(
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
