import type { Browser } from 'playwright';
import { buildPage } from '../../../scripts/build-page.ts';
import type { RunOptions } from '../comparison.ts';
import { withBrowser, withPage } from './browser.ts';
import { type LiveFigures, repeat, tellLive, watch } from './live-figures.ts';
import { installProbe } from './page-probe.ts';
import { chartAddress, type ServedMarket, withServedMarket } from './served-market.ts';

/** Ten that differ: lines, bands, fills, columns, tables, a longer timeframe; six over the bars and four in panes. */
const tenScripts = [
  'moving-averages',
  'bollinger-bands',
  'supertrend',
  'ichimoku',
  'keltner-channels',
  'vwap-bands',
  'macd',
  'relative-strength',
  'stochastic',
  'squeeze',
];
const ticksPerSecond = 1000;
const bars = 10_000;

/** One chart under a steady stream of ticks, with ten scripts on it and without any. */
export async function run(options: RunOptions): Promise<void> {
  await buildPage();
  const runs = options.isQuick ? 1 : 3;
  await withBrowser((browser) =>
    withServedMarket({ bars, tradesPerSecond: ticksPerSecond, seconds: 20 }, async (served) => {
      const note = `${ticksPerSecond} ticks a second, ${bars} stored bars`;
      const none = await repeat(runs, () => chartWith(browser, served, []));
      tellLive('ui.scripts.none', `${note}, no script`, none, undefined);
      const ten = await repeat(runs, () => chartWith(browser, served, tenScripts));
      tellLive('ui.scripts.ten', `${note}, ten scripts: ${tenScripts.join(', ')}`, ten, undefined);
    }),
  );
}

function chartWith(browser: Browser, served: ServedMarket, scripts: readonly string[]): Promise<LiveFigures> {
  return withPage(browser, async (page) => {
    await served.admit(page);
    await page.goto('about:blank');
    await installProbe(page);
    served.play();
    await page.goto(chartAddress(served.origin, '1m', scripts));
    await page.locator('[data-testid="chart-panel"][data-state="live"]').waitFor();
    if (scripts.length > 0)
      await page
        .locator('[data-testid="script-legend"][data-phase="ready"]')
        .nth(scripts.length - 1)
        .waitFor();
    return watch(page);
  });
}
