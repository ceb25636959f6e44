import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from 'playwright/test';
import { type ServedHost, serve } from './web-host.ts';

export { expect };

interface Fixtures {
  profile: string;
  host: ServedHost;
  /** The application past its welcome, with the default workspace and the replay playing. */
  app: Page;
}

/** Tests with a running application of their own. A page error or a stopped violation of the policy fails the test. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the needed fixtures from the pattern
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  host: async ({ profile }, use) => {
    const host = await serve(profile);
    await use(host);
    await host.stop();
  },
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(`${error.name}: ${error.message} ${error.stack ?? ''}`));
    // E3: nothing that the page does may be something that its policy has to stop.
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) errors.push(message.text());
    });
    await use(page);
    expect(errors).toEqual([]);
  },
  app: async ({ page, host }, use) => {
    await page.goto(host.address);
    await page.getByTestId('welcome-start').click();
    await expect(page.getByTestId('welcome')).toBeHidden();
    await expect(chartPanel(page)).toHaveAttribute('data-state', 'live');
    await use(page);
    // Before the host stops: what a page cannot fetch from a host that is gone is no fault of the page.
    await page.close();
  },
});

export function chartPanel(page: Page): Locator {
  return page.getByTestId('chart-panel').first();
}

/** What has the bars and takes the keys of the first chart. */
export function chartPlot(page: Page): Locator {
  return page.getByTestId('chart-plot').first();
}

/** Where something stands in the window, in px. */
export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not to be seen`);
  return box;
}

/** Brings a panel to the front by its tab. */
export async function openTab(page: Page, title: string): Promise<void> {
  await page.locator('.dv-tab', { hasText: title }).first().click();
}

/** In the open search for a market. */
export async function chooseMarket(page: Page, words: string, instrument: string): Promise<void> {
  const search = page.getByTestId('instrument-search');
  await search.getByRole('combobox').fill(words);
  await search.locator(`[role="option"][data-instrument="${instrument}"]`).first().click();
}

/** What can be touched there and is less than 40 px. */
export function smallTargets(place: Locator) {
  return place.evaluate((element) =>
    [...element.querySelectorAll<HTMLElement>('button, select, input')]
      .filter((one) => one.offsetWidth > 1 && getComputedStyle(one).visibility !== 'hidden')
      .map((one) => {
        const target = one.matches('input') ? (one.closest('label, div') ?? one) : one;
        const { width, height } = target.getBoundingClientRect();
        return { name: one.getAttribute('aria-label') ?? one.textContent, width, height };
      })
      .filter(({ width, height }) => Math.min(width, height) < 40),
  );
}

/** Chooses a command of the palette by its title, as a keyboard user does. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+K');
  await expect(page.getByTestId('palette')).toBeVisible();
  await page.keyboard.type(title);
  await expect(page.getByRole('option', { name: title, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
}

/** The replayed moment to the millisecond: the clock shows whole seconds, and several events can share one. */
export async function replayedTime(page: Page): Promise<number> {
  return Date.parse((await page.getByTestId('replay-time').getAttribute('datetime')) ?? '');
}

export async function pauseReplay(page: Page): Promise<void> {
  const toggle = page.getByTestId('replay-toggle');
  if ((await toggle.getAttribute('aria-label'))?.startsWith('Pause') === true) await toggle.click();
  await expect(toggle).toHaveAttribute('aria-label', /^Play/);
}
