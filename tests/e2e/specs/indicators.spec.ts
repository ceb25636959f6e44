import {
  boxOf,
  chartPanel,
  chartPlot,
  expect,
  openTab,
  pauseReplay,
  runCommand,
  test,
} from '../application.ts';
import { addIndicator, legendOf, openNewScript, paste } from '../script-steps.ts';

test('an indicator is added, changed, survives a reload, and is removed with its pane', async ({ app }) => {
  await pauseReplay(app);
  await addIndicator(app, 'macd');
  const legend = legendOf(app, 'sample:macd');
  await expect(legend).toHaveAttribute('data-phase', 'ready');
  await expect(chartPanel(app).getByTestId('script-pane')).toHaveCount(1);
  const values = legend.getByTestId('script-values');
  await expect(values.locator('span').first()).toHaveText(/\d/);
  const before = await values.textContent();

  await legend.getByRole('button', { name: /^MACD/ }).dblclick();
  const length = app.getByTestId('script-settings').getByRole('textbox', { name: 'Fast length' });
  await length.fill('3');
  await app.getByTestId('script-settings-done').click();
  await expect(legend).toContainText('3 26 9');
  await expect(legend).toHaveAttribute('data-phase', 'ready');
  await app.mouse.move(5, 5);
  await chartPlot(app).focus();
  await expect.poll(() => values.textContent()).not.toBe(before);
  const changed = await values.textContent();

  // The layout is saved half a second after it changes.
  await app.waitForTimeout(900);
  await app.reload();
  await expect(chartPanel(app)).toHaveAttribute('data-state', 'live');
  await expect(legend).toContainText('3 26 9');
  await expect(legend).toHaveAttribute('data-phase', 'ready');
  await expect.poll(() => values.textContent()).toBe(changed);

  await legend.getByRole('button', { name: /^MACD/ }).hover();
  await legend.getByRole('button', { name: 'Remove MACD' }).click();
  await expect(chartPanel(app).getByTestId('script-pane')).toHaveCount(0);
  await expect(legend).toHaveCount(0);
});

test('panes are resized and moved with keys, and an input that does not fit is not taken', async ({
  app,
}) => {
  await pauseReplay(app);
  await addIndicator(app, 'macd');
  await addIndicator(app, 'stochastic');
  const panes = chartPanel(app).getByTestId('script-pane');
  await expect(panes).toHaveCount(2);
  await expect(panes.first()).toContainText('MACD');
  const height = Number(await panes.first().getAttribute('data-height'));
  await panes.first().getByRole('button', { name: /^MACD/ }).focus();
  await app.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(async () => Number(await panes.first().getAttribute('data-height')))
    .toBeGreaterThan(height);
  await app.keyboard.press('Alt+Shift+ArrowDown');
  await expect(panes.first()).toContainText('Stoch');

  await legendOf(app, 'sample:macd').getByRole('button', { name: /^MACD/ }).dblclick();
  const length = app.getByTestId('script-settings').getByRole('textbox', { name: 'Fast length' });
  await length.fill('0');
  await expect(app.getByText('A whole number, at least 1.')).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(legendOf(app, 'sample:macd')).toContainText('12 26 9');
});

test('the command opens the dialog, and a favourite is kept', async ({ app }) => {
  await runCommand(app, 'Indicators…');
  const dialog = app.getByTestId('indicators');
  await app.keyboard.type('supertrend');
  await dialog.getByRole('button', { name: 'Make Supertrend a favourite' }).click();
  await dialog.getByText('Favourites').click();
  await expect(dialog.getByTestId('indicator-option')).toHaveCount(1);
});

test('the bar under the pointer is debugged from the chart’s menu', async ({ app }) => {
  await pauseReplay(app);
  await addIndicator(app, 'macd');
  await expect(legendOf(app, 'sample:macd')).toHaveAttribute('data-phase', 'ready');
  await legendOf(app, 'sample:macd').getByRole('button', { name: /^MACD/ }).hover();
  await legendOf(app, 'sample:macd')
    .getByRole('button', { name: /^Source of/ })
    .click();
  await expect(app.getByTestId('run-state')).toContainText('bars in');
  await openTab(app, '· 5m');
  const plot = chartPlot(app);
  await plot.click({ button: 'right', position: { x: 500, y: 120 } });
  await app.getByRole('menuitem', { name: 'Debug this bar' }).click();
  await expect(app.getByTestId('debug-time')).toContainText('bar');
  await expect(app.locator('.pine-value').first()).toContainText('=');
});

test('a source can be another indicator’s plot, and what happens when that is removed is told', async ({
  app,
}) => {
  await pauseReplay(app);
  await addIndicator(app, 'stochastic');
  await addIndicator(app, 'keltner');
  const bands = legendOf(app, 'sample:keltner-channels');
  await expect(bands).toHaveAttribute('data-phase', 'ready');
  await bands.getByRole('button').first().dblclick();
  const source = app.getByTestId('script-settings').getByRole('combobox', { name: 'Source' });
  await source.selectOption({ label: 'Stoch: %K' });
  await app.getByTestId('script-settings-done').click();
  // It goes along into the pane of what it reads.
  const pane = chartPanel(app).getByTestId('script-pane');
  await expect(pane).toContainText('KC');
  const last = async () =>
    Number(
      (await bands.getByTestId('script-values').locator('span').first().textContent())?.replace('−', '-'),
    );
  await expect.poll(last).toBeGreaterThan(10);

  const read = legendOf(app, 'sample:stochastic');
  await read.getByRole('button').first().focus();
  await app.keyboard.press('Delete');
  await expect(bands.getByTestId('script-fault')).toContainText('no longer on the chart');
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(bands.getByTestId('script-fault')).toHaveCount(0);
  await expect.poll(last).toBeGreaterThan(10);

  // Also where the inputs are not known, because it has not run since the page was loaded.
  await read.getByRole('button').first().focus();
  await app.keyboard.press('Delete');
  await expect(bands.getByTestId('script-fault')).toBeVisible();
  await app.waitForTimeout(900);
  await app.reload();
  await expect(bands.getByTestId('script-fault')).toContainText('no longer on the chart');
  await bands.getByRole('button').first().dblclick();
  await app.getByRole('button', { name: 'Read the price instead' }).click();
  await expect(bands).toHaveAttribute('data-phase', 'ready');
  await expect.poll(last).toBeLessThan(10);
});

test('a script moves into another pane by its menu and by drag and drop', async ({ app }) => {
  await pauseReplay(app);
  await addIndicator(app, 'macd');
  await addIndicator(app, 'stochastic');
  const panes = chartPanel(app).getByTestId('script-pane');
  await expect(panes).toHaveCount(2);
  const stochastic = legendOf(app, 'sample:stochastic');
  await stochastic.getByRole('button').first().click({ button: 'right' });
  await app.getByRole('menuitem', { name: 'Move to pane' }).focus();
  await app.keyboard.press('ArrowRight');
  await app.getByRole('menuitem', { name: 'With MACD' }).focus();
  await app.keyboard.press('Enter');
  await expect(panes).toHaveCount(1);
  await expect(panes).toContainText('Stoch');
  const plot = await boxOf(chartPlot(app));
  await stochastic
    .getByRole('button')
    .first()
    .dragTo(chartPlot(app), {
      targetPosition: { x: plot.width / 2, y: plot.height - 12 },
    });
  await expect(panes).toHaveCount(2);
});

test('labels and cells of tables tell more when they are pointed at', async ({ app }) => {
  await pauseReplay(app);
  await openNewScript(app);
  await paste(
    app,
    '//@version=6\nindicator("Told", overlay = true)\nvar t = table.new(position.middle_center, 1, 1)\nif barstate.islast\n    table.cell(t, 0, 0, "Here it is told", bgcolor = color.gray, tooltip = "More of it")\nplot(close)\n',
  );
  await expect(app.getByTestId('run-state')).toContainText('bars in');
  await app.getByTestId('script-add').click();
  await expect(app.getByText('“Told” is on')).toBeVisible();
  await openTab(app, '· 5m');
  const told = app.getByRole('group', { name: 'Told', exact: true });
  await expect(told).toHaveAttribute('data-phase', 'ready');
  const box = await boxOf(chartPlot(app));
  // The middle of the pane lies left of the middle of the plot, by half the price axis.
  await expect(async () => {
    await app.mouse.move(box.x + 40, box.y + 200);
    await app.mouse.move(box.x + box.width / 2 - 40, box.y + (box.height - 26) / 2);
    await expect(app.getByTestId('script-tooltip')).toHaveText('More of it', { timeout: 1000 });
  }).toPass();
});
