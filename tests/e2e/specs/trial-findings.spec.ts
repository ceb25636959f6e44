import {
  chartPanel,
  chartPlot,
  expect,
  pauseReplay,
  runCommand,
  smallTargets,
  test,
} from '../application.ts';

test('a market outside the replay says so, takes a typed timeframe and offers its stored history', async ({
  app,
}) => {
  const chart = chartPanel(app);
  await app.keyboard.press('Control+K');
  await app.keyboard.type('REPLAY GOOG');
  await expect(app.getByRole('option', { name: 'NASDAQ.GOOG' })).toHaveAttribute('aria-selected', 'true');
  await app.keyboard.press('Enter');
  await expect(chart).toHaveAttribute('data-state', 'empty');
  await expect(chart).toContainText('NASDAQ:GOOG is not in the loaded replay');
  await app.getByTestId('chart-cover').click({ position: { x: 60, y: 60 } });
  await app.keyboard.type('99999');
  await expect(app.getByTestId('timeframe-entry')).toContainText('at most 1440');
  await app.keyboard.press('Control+A');
  await app.keyboard.type('15');
  await app.keyboard.press('Enter');
  await expect(chart).toHaveAttribute('data-timeframe', '15m');
  await chart.getByRole('button', { name: 'NASDAQ:GOOG 1D' }).click();
  await expect(chart).toHaveAttribute('data-state', 'live');
  await expect(chart).toHaveAttribute('data-instrument', 'NASDAQ:GOOG');
});

test('going to a date without bars says where they begin', async ({ app }) => {
  await chartPlot(app).click();
  await runCommand(app, 'Go to date…');
  const dialog = app.getByTestId('go-to-date');
  await expect(dialog).toBeVisible();
  await app.keyboard.press('Control+A');
  await app.keyboard.type('1971-01-01');
  await app.keyboard.press('Enter');
  await expect(dialog).toContainText('There are no bars then: they begin at');
});

test('a replay that no chart shows offers one, and its end renames the button that is pointed at', async ({
  app,
}) => {
  await pauseReplay(app);
  await runCommand(app, 'Close this panel');
  await expect(app.getByTestId('chart-panel')).toHaveCount(0);
  await runCommand(app, 'Open replay');
  const row = app.getByTestId('replay-stored').getByRole('row').filter({ hasText: 'TRUEFX:USDJPY' });
  await row.hover();
  const last = await row.getByRole('gridcell').last().boundingBox();
  const add = await row.getByRole('button', { name: /^Add/ }).boundingBox();
  expect(add?.x, 'the button stands beside the last day, not on it').toBeGreaterThanOrEqual(
    (last?.x ?? 0) + (last?.width ?? 0) - 1,
  );
  await row.getByRole('button', { name: /^Add/ }).click();
  await app.getByTestId('replay-load').click();
  await app.getByTestId('toast').getByRole('button', { name: 'Open chart' }).click();
  await expect(chartPanel(app)).toHaveAttribute('data-instrument', 'REPLAY:TRUEFX.USDJPY');

  // The chart came to stand over the panel; from behind it is offered again.
  await runCommand(app, 'Open replay');
  await app.getByTestId('replay-stored').getByRole('row').filter({ hasText: 'NASDAQ:GOOG' }).dblclick();
  await app.getByTestId('replay-load').click();
  await app.getByTestId('toast').getByRole('button', { name: 'Open chart' }).click();
  await expect(app.getByTestId('chart-panel')).toHaveCount(1);
  await expect(chartPlot(app)).toBeVisible();

  await app.getByTestId('replay-speed').selectOption('0');
  const toggle = app.getByTestId('replay-toggle');
  await toggle.click();
  await toggle.hover();
  await expect(app.getByTestId('replay-bar')).toHaveAttribute('data-phase', 'ended');
  await app.mouse.move(300, 300);
  await toggle.hover();
  await expect(app.locator('.tooltip')).toContainText('Play from the start');
  await app.getByTestId('replay-scrubber').focus();
  await toggle.evaluate((button) => button.setAttribute('data-tooltip', 'Another name'));
  await toggle.hover();
  await expect(app.locator('.tooltip')).toContainText('Another name');
});

test('a torn-off window that was closed comes back from a toast, and a reload of it is no closing', async ({
  app,
}) => {
  const opening = app.waitForEvent('popup');
  await chartPlot(app).click();
  await app.keyboard.press('Control+Shift+O');
  const window = await opening;
  await expect(window.getByTestId('chart-panel')).toBeVisible();
  await expect(app.getByTestId('chart-panel')).toHaveCount(0);
  await window.reload();
  await app.waitForTimeout(3500);
  await expect(app.getByTestId('toast')).toHaveCount(0);
  await window.close({ runBeforeUnload: true });
  await app.getByTestId('toast').getByRole('button', { name: 'Reopen' }).click();
  await expect(chartPanel(app)).toHaveAttribute('data-state', 'live');
});

test('header and rows of the data table stand on the same columns', async ({ app }) => {
  const table = app.getByTestId('data-panel').getByRole('grid');
  // The bundled markets come in one by one.
  await expect(app.getByTestId('data-row').nth(1)).toBeVisible();
  const edges = (role: string) =>
    table
      .locator(`[role="${role}"]`)
      .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().right)));
  const header = await edges('columnheader');
  const cells = await edges('gridcell');
  expect(header.length).toBeGreaterThan(1);
  expect(cells.length).toBeGreaterThan(header.length);
  expect(cells).toEqual(cells.map((_, index) => header[index % header.length]));
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('whatever can be touched is 40 px or more', async ({ app }) => {
    for (const name of ['Chart', 'Watchlist', 'Replay', 'Data', 'Settings']) {
      await app.getByTestId('phone-switcher').getByRole('button', { name }).tap();
      await app.waitForTimeout(400);
      expect(await smallTargets(app.locator('body')), name).toEqual([]);
    }
  });
});
