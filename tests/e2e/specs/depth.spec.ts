import type { Locator, Page } from 'playwright/test';
import { chooseMarket, expect, runCommand } from '../application.ts';
import { venueTest as test } from '../connection-venue.ts';
import { simulatedBinance } from '../simulated-venue.ts';

test.use({ venue: simulatedBinance });

test('the depth of a market moves with its book, groups, is read by keys, and says when it is old', async ({
  connections,
  page,
}) => {
  await connections.connect('read', 'Mine');
  await runCommand(page, 'Open depth');
  const depth = page.getByTestId('depth-panel').last();

  await test.step('a market without a book says so', async () => {
    await expect(depth).toHaveAttribute('data-state', 'none');
    await expect(depth).toContainText('no order book');
  });

  await test.step('a market that has one shows bids below asks, best prices at the middle', async () => {
    await depth.getByRole('button', { name: 'Choose another market' }).click();
    await chooseMarket(page, 'ETHUSDT', 'BINANCE:ETHUSDT');
    await expect(depth).toHaveAttribute('data-instrument', 'BINANCE:ETHUSDT');
    await becomesLive(depth);
    await expect.poll(() => isInOrder(depth)).toBe(true);
  });

  await test.step('what the venue changes is shown', async () => {
    const { simulator } = simulatedBinance;
    const feed = simulator.feeds.get('ETHUSDT');
    for (const price of [3050, 2980]) {
      feed?.moveTo(String(price));
      simulator.flush();
      await expect.poll(async () => Math.abs(((await prices(depth, 'bid'))[0] ?? 0) - price)).toBeLessThan(5);
      await expect.poll(() => isInOrder(depth)).toBe(true);
    }
  });

  await test.step('keys move the cursor, group prices and copy the book', async () => {
    const ladder = depth.getByTestId('ladder');
    await ladder.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(depth.locator('[data-part="note"]')).toContainText(/^Buy .* on average/);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect(depth.getByTestId('depth-grouping')).toHaveValue('5');
    await expect
      .poll(async () => (await prices(depth, 'bid')).every((price) => Math.round(price * 100) % 5 === 0))
      .toBe(true);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await page.keyboard.press('Escape');
    await expect(depth.locator('[data-part="note"]')).toContainText(/^Bids \d+%/);
  });

  await test.step('a lost venue leaves the last book, marked as old, and the next one takes its place', async () => {
    connections.served.drop('Mine');
    await expect(depth).toHaveAttribute('data-state', /stale|catching-up/);
    await expect(depth.getByTestId('depth-note')).toContainText('This is the book of');
    expect((await prices(depth, 'bid')).length).toBeGreaterThan(3);
    connections.served.recover('Mine');
    await expect(depth).toHaveAttribute('data-state', 'catching-up', { timeout: 60_000 });
    await becomesLive(depth);
    await expect(depth.getByTestId('depth-note')).toBeHidden();
  });
});

test('the book is let go when the panel closes', async ({ connections, page }) => {
  await connections.connect('read', 'Mine');
  await runCommand(page, 'Open depth');
  const depth = page.getByTestId('depth-panel').last();
  await expect(depth).toHaveAttribute('data-state', 'none');
  await depth.getByRole('button', { name: 'Choose another market' }).click();
  await chooseMarket(page, 'ETHUSDT', 'BINANCE:ETHUSDT');
  await becomesLive(depth);
  await closeTab(page, 'Depth · ETHUSDT');
  await expect(page.getByTestId('depth-panel')).toHaveCount(0);
  await runCommand(page, 'Open depth');
  await becomesLive(page.getByTestId('depth-panel').last());
});

/** Binance sends changes only, and a book is known with the first of them: this market moves until then. */
async function becomesLive(depth: Locator): Promise<void> {
  const { simulator } = simulatedBinance;
  let price = 3000;
  await expect(async () => {
    price += 1;
    simulator.feeds.get('ETHUSDT')?.moveTo(String(price));
    simulator.flush();
    await expect(depth).toHaveAttribute('data-state', 'live', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

async function closeTab(page: Page, title: string): Promise<void> {
  await page.locator('.dv-tab', { hasText: title }).getByRole('button', { name: /close/i }).click();
}

/** Shown prices of a side from the middle outwards. */
async function prices(depth: Locator, side: 'bid' | 'ask'): Promise<number[]> {
  const texts = await depth
    .locator(`[data-side="${side}"]:not([data-empty]) [data-part="price"]`)
    .allTextContents();
  const values = texts.map((text) => Number(text.replaceAll(',', '')));
  return side === 'bid' ? values : values.reverse();
}

async function isInOrder(depth: Locator): Promise<boolean> {
  const [bids, asks] = [await prices(depth, 'bid'), await prices(depth, 'ask')];
  const rises = (values: number[]) => values.every((value, index) => value > (values[index - 1] ?? -1));
  const isApart = (bids[0] ?? Number.NaN) < (asks[0] ?? Number.NaN);
  return bids.length >= 5 && asks.length >= 5 && isApart && rises(asks) && rises(bids.toReversed());
}
