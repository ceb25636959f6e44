import { chartPanel, expect, test } from '../application.ts';

test('a newcomer gets from the welcome to a streaming chart of a real market', async ({ page, host }) => {
  await page.goto(host.address);
  await expect(page.getByTestId('welcome')).toBeVisible();
  expect(page.url(), 'L2: the code does not stay in the address').not.toContain('code=');
  await page.getByTestId('welcome-start').click();
  const chart = chartPanel(page);
  await expect(chart).toHaveAttribute('data-state', 'live');
  await expect.poll(async () => Number(await chart.getAttribute('data-bars'))).toBeGreaterThan(200);
  const before = await chart.getAttribute('data-last-close');
  await expect(chart).not.toHaveAttribute('data-last-close', before ?? '');
  await expect(page.getByTestId('watchlist-row').first()).toBeVisible();
});

test('the welcome is shown once', async ({ app, profile: _profile }) => {
  await app.reload();
  await expect(chartPanel(app)).toHaveAttribute('data-state', 'live');
  await expect(app.getByTestId('welcome')).toBeHidden();
});
