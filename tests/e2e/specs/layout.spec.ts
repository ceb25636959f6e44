import { chartPanel, chartPlot, expect, runCommand, test } from '../application.ts';

test('a layout is kept: chosen timeframe and opened panels come back after a reload', async ({ app }) => {
  await app.getByTestId('timeframe-15m').first().click();
  await runCommand(app, 'Open replay');
  await expect(app.getByTestId('replay-panel')).toBeVisible();
  await app.waitForTimeout(1200);
  await app.reload();
  await expect(app.getByTestId('replay-panel')).toBeVisible();
  await app.getByText('CME.6EH4 · 15m').click();
  await expect(chartPanel(app)).toHaveAttribute('data-timeframe', '15m');
});

test('linked charts show the same instrument, chosen once', async ({ app }) => {
  await app.getByTestId('workspace-tabs').getByText('Four charts').click();
  const charts = app.getByTestId('chart-panel');
  await expect(charts).toHaveCount(4);
  for (const index of [0, 1, 2, 3]) await expect(charts.nth(index)).toHaveAttribute('data-state', 'live');
  await app.keyboard.press('Control+K');
  await expect(app.getByTestId('palette')).toBeVisible();
  await app.keyboard.type('BTC-PERP');
  await app
    .getByTestId('palette')
    .getByRole('option', { name: /BTC-PERP/ })
    .first()
    .click();
  const instruments = async () =>
    new Set(await charts.evaluateAll((all) => all.map((one) => one.getAttribute('data-instrument'))));
  await expect.poll(async () => (await instruments()).size).toBe(1);
});

test('a chart torn off into its own window keeps streaming', async ({ app, context }) => {
  await chartPlot(app).click();
  const [popup] = await Promise.all([
    context.waitForEvent('page'),
    runCommand(app, 'Open this panel in its own window'),
  ]);
  const chart = chartPanel(popup);
  await expect(chart).toHaveAttribute('data-state', 'live');
  const before = await chart.getAttribute('data-last-close');
  await expect(chart).not.toHaveAttribute('data-last-close', before ?? '');
  await popup.close();
});

test('the light theme is chosen and kept', async ({ app }) => {
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'dark');
  await runCommand(app, 'Switch between dark and light');
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
  await app.reload();
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('a chart behind the settings takes the theme chosen there', async ({ app }) => {
  await runCommand(app, 'Open settings');
  await expect(app.getByTestId('settings')).toBeVisible();
  await app.keyboard.press('Control+Shift+L');
  await expect(app.locator('html')).toHaveAttribute('data-theme', 'light');
  await app.getByText('CME.6EH4 · 5m').click();
  await expect(chartPanel(app)).toHaveAttribute('data-state', 'live');
  const ground = await chartPlot(app)
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => [
      ...(canvas.getContext('2d')?.getImageData(40, 200, 1, 1).data ?? []),
    ]);
  expect(Math.min(...ground.slice(0, 3)), 'a light ground').toBeGreaterThan(180);
});
