import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { serve } from '../tests/e2e/web-host.ts';
import { buildPage } from './build-page.ts';
import { root } from './run-step.ts';
import { ensureSystemPrograms, installedBrowser } from './system-packages.ts';

/*
 * npm run screenshots: the pictures of README and docs, taken from the running application on a fresh profile. The same
 * recorded market at the same moment every time, so that a picture changes only when the application does.
 */

const pictures = join(root, 'docs/pictures');
const size = { width: 1440, height: 900 };

await ensureSystemPrograms();
await buildPage();
await mkdir(pictures, { recursive: true });
const profile = await mkdtemp(join(tmpdir(), 'tidemark-pictures-'));
const host = await serve(profile);
const executablePath = installedBrowser();
const browser: Browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-sync',
  ],
});
try {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  await page.goto(host.address);
  await page.getByTestId('welcome-start').waitFor();
  await page.getByText('The recorded markets are ready.').waitFor();
  await take(page, 'welcome');
  await page.getByTestId('welcome-start').click();
  await page.locator('[data-testid="chart-panel"][data-state="live"]').first().waitFor();
  await pause(page);
  await seek(page, 0.24);
  await take(page, 'main-dark');
  await page.getByTestId('workspace-tabs').getByText('Four charts').click();
  await settle(page);
  await take(page, 'four-charts');
  await page.getByTestId('workspace-tabs').getByText('Default').click();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('draw');
  await settle(page);
  await take(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+L');
  await settle(page);
  await take(page, 'main-light');
} finally {
  await browser.close();
  await host.stop();
  await rm(profile, { recursive: true, force: true });
}

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}

async function pause(page: Page): Promise<void> {
  const toggle = page.getByTestId('replay-toggle');
  if ((await toggle.getAttribute('aria-label'))?.startsWith('Pause') === true) await toggle.click();
}

async function seek(page: Page, share: number): Promise<void> {
  const bar = await page.getByTestId('replay-scrubber').boundingBox();
  if (bar === null) throw new Error('there is no scrubber');
  await page.mouse.click(bar.x + bar.width * share, bar.y + bar.height / 2);
  await settle(page);
}

/** Until the charts are live again and have been painted. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
  const waiting = page.locator('[data-testid="chart-panel"][data-state="loading"]');
  await waiting.first().waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
}
