import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { installProbe, painted } from './page-probe.ts';

const library = readFileSync(
  new URL(
    '../../../node_modules/lightweight-charts/dist/lightweight-charts.standalone.production.js',
    import.meta.url,
  ),
  'utf8',
);
const address = 'http://bare.invalid/';

interface BareWindow {
  LightweightCharts: {
    CandlestickSeries: unknown;
    createChart(
      element: Element,
      options: object,
    ): { addSeries(kind: unknown): { setData(bars: unknown[]): void; update(bar: unknown): void } };
  };
  tidemarkProbe: { watchPaint(since: number): void };
  bareSeries: { update(bar: unknown): void }[];
  bareBars: { time: number; open: number; high: number; low: number; close: number }[];
}

/**
 * A page that is nothing but a chart of so many bars, or several of them in columns and rows. `madeAt` is when the bars
 * were made, before the first chart.
 */
export async function openBareChart(
  page: Page,
  bars: number,
  charts: 1 | 4 = 1,
): Promise<{ readonly madeAt: number; readonly paintedAt: number }> {
  await openBlank(page, `<script>${library.replaceAll('</script', '<\\/script')}</script>`);
  const madeAt = await page.evaluate(
    ({ count, charts }) => {
      const view = globalThis as unknown as BareWindow;
      let state = 1;
      const next = () => {
        state = (state * 16_807) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      let price = 40_000;
      const made = Array.from({ length: count }, (_, index) => {
        const open = price;
        price += next() - 0.5;
        const [low, high] = [Math.min(open, price) - next(), Math.max(open, price) + next()];
        return { time: 1_704_672_000 + index * 60, open, high, low, close: price };
      });
      view.bareBars = made;
      const at = performance.now();
      const across = Math.sqrt(charts);
      document.body.style.cssText = 'display:flex;flex-wrap:wrap;margin:0';
      view.bareSeries = Array.from({ length: charts }, () => {
        const place = document.body.appendChild(document.createElement('div'));
        const size = { width: Math.floor(1400 / across), height: Math.floor(820 / across) };
        const series = view.LightweightCharts.createChart(place, size).addSeries(
          view.LightweightCharts.CandlestickSeries,
        );
        series.setData(made);
        return series;
      });
      requestAnimationFrame(() => view.tidemarkProbe.watchPaint(at));
      return at;
    },
    { count: bars, charts },
  );
  const { paintedAt } = await painted(page);
  return { madeAt, paintedAt };
}

/** Every tick an `update` of the last bar of every chart, in bursts as they come over a socket; until the page goes. */
export async function streamIntoBareChart(page: Page, ticksPerSecond: number): Promise<void> {
  await page.evaluate((perSecond) => {
    const { bareSeries, bareBars } = globalThis as unknown as BareWindow;
    const last = bareBars.at(-1);
    if (last === undefined) return;
    let due = performance.now();
    setInterval(() => {
      const now = performance.now();
      // What is more than a second behind is left out: a chart that is too slow would never come to draw again.
      due = Math.max(due, now - 1000);
      for (; due < now; due += 1000 / perSecond) {
        last.close += Math.random() - 0.5;
        const { close } = last;
        const bar = { ...last, high: Math.max(last.high, close), low: Math.min(last.low, close) };
        for (const series of bareSeries) series.update(bar);
      }
    }, 8);
  }, ticksPerSecond);
}

/** 200 candles drawn by hand on an empty page: the least there is to paint. */
export async function openRawCanvas(
  page: Page,
): Promise<{ readonly madeAt: number; readonly paintedAt: number }> {
  await openBlank(page, '<canvas width="1400" height="820"></canvas>');
  const madeAt = await page.evaluate(() => {
    const context = document.querySelector('canvas')?.getContext('2d');
    const at = performance.now();
    for (let bar = 0; bar < 200; bar += 1) {
      if (!context) break;
      const top = 200 + 150 * Math.sin(bar / 9);
      context.fillStyle = bar % 2 === 0 ? '#2a7' : '#a33';
      context.fillRect(bar * 7 + 3, top - 20, 1, 90);
      context.fillRect(bar * 7 + 1, top, 5, 50);
    }
    requestAnimationFrame(() => (globalThis as unknown as BareWindow).tidemarkProbe.watchPaint(at));
    return at;
  });
  const { paintedAt } = await painted(page);
  return { madeAt, paintedAt };
}

async function openBlank(page: Page, body: string): Promise<void> {
  await installProbe(page);
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><body>${body}</body>` }),
  );
  await page.goto(address);
}
