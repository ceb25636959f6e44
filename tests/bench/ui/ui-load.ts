import type { Browser } from 'playwright';
import { buildPage } from '../../../scripts/build-page.ts';
import type { Candidate, Goal, Measurement, RunOptions } from '../comparison.ts';
import { compare } from '../harness.ts';
import { openBareChart, openRawCanvas } from './bare-chart.ts';
import { heapOf, withBrowser, withPage } from './browser.ts';
import { installProbe, type ProbeReport, painted, watchAgain } from './page-probe.ts';
import { chartAddress, type ServedMarket, withServedMarket } from './served-market.ts';

const afterOthersMs = 1500;
const within60: Goal = { text: '≤ 60 ms', isReached: ({ ours }) => ours <= 60 };

/**
 * History of a chart, from the page's request to the first painted frame: in a page that is just starting, and in one that
 * is open, where another timeframe is chosen; start and memory of the same pages.
 */
export async function run(options: RunOptions): Promise<void> {
  await buildPage();
  await withBrowser(async (browser) => {
    for (const [name, bars] of [
      ['10k', 10_000],
      ['100k', 100_000],
      ['1m', 1_000_000],
    ] as const) {
      await withServedMarket({ bars, tradesPerSecond: 100, seconds: 120 }, (served) =>
        compareLoading(browser, served, name, bars, { ...options, runs: Math.min(options.runs, 5) }),
      );
    }
  });
}

async function compareLoading(
  browser: Browser,
  served: ServedMarket,
  name: string,
  bars: number,
  options: RunOptions,
): Promise<void> {
  // Both begin with bars in memory.
  const others: readonly Candidate[] = [
    { role: 'limit', label: 'raw canvas of 200 bars', isComparable: false, run: () => rawOnce(browser) },
    {
      role: 'peer',
      label: 'lightweight-charts setData of all',
      isComparable: false,
      run: () => bareOnce(browser, bars, ({ paintedAt, madeAt }) => paintedAt - madeAt),
    },
  ];
  served.play();
  await compare(
    {
      name: `ui.load.${name}`,
      unit: 'ms',
      note: `${bars} stored bars, the first chart of a page: ours from the history request in the application’s page while it starts, the others from bars in memory`,
      candidates: [
        {
          role: 'ours',
          label: 'chart panel',
          isComparable: false,
          run: () => oursOnce(browser, served, ({ report }) => report.paintedAt - report.historyAskedAt),
        },
        ...others,
      ],
      goals: [within60],
    },
    options,
  );
  await withOpenChart(browser, served, (choose) =>
    compare(
      {
        name: `ui.switch.${name}`,
        unit: 'ms',
        note: `${bars} stored bars, in an open page, minutes instead of five: ours from the history request over the socket, the others from bars in memory`,
        candidates: [
          {
            role: 'ours',
            label: 'chart panel',
            isComparable: false,
            run: () => choose(({ paintedAt, historyAskedAt }) => paintedAt - historyAskedAt),
          },
          {
            role: 'beside',
            label: 'chart panel, from the press',
            isComparable: false,
            run: () => choose(({ paintedAt, pressedAt }) => paintedAt - pressedAt),
          },
          ...others,
        ],
        goals: [within60],
      },
      options,
    ),
  );
  await compare(
    {
      name: `ui.mem.${name}`,
      unit: 'MB',
      note: `heap and typed arrays of the page with one chart of ${bars} bars, after a collection`,
      candidates: [
        {
          role: 'ours',
          label: 'chart panel',
          isComparable: false,
          run: () => oursOnce(browser, served, ({ heap }) => heap),
        },
        {
          role: 'peer',
          label: 'lightweight-charts page',
          isComparable: false,
          run: () => bareOnce(browser, bars, ({ heap }) => heap),
        },
      ],
      goals: [],
    },
    { ...options, runs: 1 },
  );
  if (bars !== 10_000) return;
  await compare(
    {
      name: 'ui.start',
      unit: 'ms',
      note: 'from the navigation to a painted, streaming chart; the bare page has the library and its bars inline',
      candidates: [
        {
          role: 'ours',
          label: 'chart panel',
          isComparable: false,
          run: () => oursOnce(browser, served, ({ report }) => report.paintedAt),
        },
        {
          role: 'limit',
          label: 'bare chart page',
          isComparable: false,
          run: () => bareOnce(browser, bars, ({ paintedAt }) => paintedAt),
        },
      ],
      goals: [
        { text: '≤ 2x a bare chart page of 10,000 bars', isReached: ({ ours, limit }) => ours <= 2 * limit },
      ],
    },
    options,
  );
}

/** A chart of five minutes, which is asked for minutes and afterwards goes back. */
function withOpenChart<T>(
  browser: Browser,
  served: ServedMarket,
  use: (choose: (figure: (report: ProbeReport) => number) => Promise<Measurement>) => Promise<T>,
): Promise<T> {
  return withPage(browser, async (page) => {
    await served.admit(page);
    await page.goto('about:blank');
    await installProbe(page);
    await page.goto(chartAddress(served.origin, '5m'));
    await painted(page);
    const timeframe = (name: string) => page.getByTestId(`timeframe-${name}`).first();
    const settled = () => page.waitForTimeout(afterOthersMs);
    return use(async (figure) => {
      await settled();
      await watchAgain(page);
      await timeframe('1m').click();
      const report = await painted(page);
      await settled();
      await timeframe('5m').click();
      return { cost: figure(report), result: [] };
    });
  });
}

interface OursSeen {
  readonly report: Awaited<ReturnType<typeof painted>>;
  readonly heap: number;
}

function oursOnce(
  browser: Browser,
  served: ServedMarket,
  figure: (seen: OursSeen) => number,
): Promise<Measurement> {
  return withPage(browser, async (page) => {
    await served.admit(page);
    // The page before this one may have held a million bars; taking it down is not our cost.
    await new Promise((resolve) => setTimeout(resolve, afterOthersMs));
    await page.goto('about:blank');
    await installProbe(page);
    await page.goto(chartAddress(served.origin));
    const report = await painted(page);
    await page.getByTestId('chart-panel').and(page.locator('[data-state="live"]')).waitFor();
    return { cost: figure({ report, heap: await heapOf(page) }), result: [] };
  });
}

function bareOnce(
  browser: Browser,
  bars: number,
  figure: (seen: { madeAt: number; paintedAt: number; heap: number }) => number,
): Promise<Measurement> {
  return withPage(browser, async (page) => {
    const seen = await openBareChart(page, bars);
    return { cost: figure({ ...seen, heap: await heapOf(page) }), result: [] };
  });
}

function rawOnce(browser: Browser): Promise<Measurement> {
  return withPage(browser, async (page) => {
    const { madeAt, paintedAt } = await openRawCanvas(page);
    return { cost: paintedAt - madeAt, result: [] };
  });
}
