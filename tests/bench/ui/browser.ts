import { type Browser, chromium, type Page } from 'playwright';
import { installedBrowser } from '../../../scripts/system-packages.ts';

/** A headless browser without a GPU, as on a server; with 60 frames a second. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = installedBrowser();
  if (executablePath === undefined) {
    throw new Error(
      'No browser of the Chromium family is installed. Debian, Ubuntu: apt-get install chromium',
    );
  }
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** A page in a profile of its own, with the probe in it before anything else. */
export async function withPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Heap of the page in MB, after a collection. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  return (usedSize + (backingStorageSize ?? 0)) / 1e6;
}

/** Share of one processor core that the page's main thread is busy over a stretch of time. */
export async function busyShare(page: Page, ms: number): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    return { at: value('Timestamp'), busy: value('TaskDuration') };
  };
  const before = await busy();
  await page.waitForTimeout(ms);
  const after = await busy();
  await session.detach();
  return (after.busy - before.busy) / (after.at - before.at);
}
