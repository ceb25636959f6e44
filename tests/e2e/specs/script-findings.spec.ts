import type { Locator, Page } from 'playwright/test';
import {
  chartPanel,
  chartPlot,
  expect,
  pauseReplay,
  runCommand,
  smallTargets,
  test,
} from '../application.ts';
import {
  addIndicator,
  chooseIndicator,
  inLibrary,
  legendOf,
  openNewScript,
  paste,
  savePasted,
  scriptLibrary,
} from '../script-steps.ts';

const broken = `//@version=6
indicator("Broken bands", overlay = true)
length = 20
middle = ta.smma(close, length)
plot(midle)
`;

const toast = (app: Page) => app.getByTestId('toast');

test('script commands are there wherever the focus is, with their keys', async ({ app }) => {
  await app.getByTestId('watchlist-row').first().click();
  await app.keyboard.press('Control+K');
  const palette = app.getByTestId('palette');
  await app.keyboard.type('script');
  for (const title of ['New script', 'Open script…', 'Format the script', 'Convert the script to version 6'])
    await expect(palette.getByRole('option', { name: title })).toBeVisible();
  await expect(palette.getByRole('option', { name: /^New script/ })).toContainText(/Alt.*N/);
  await app.keyboard.press('Escape');

  await app.getByTestId('watchlist-row').first().click();
  await app.keyboard.press('Alt+n');
  await expect(app.getByTestId('scripts-panel').getByRole('tab', { name: /Untitled/ })).toBeVisible();
  await expect(app.locator('.view-lines')).toContainText('New script');

  await app.getByTestId('watchlist-row').first().click();
  await runCommand(app, 'Open script…');
  await expect(app.getByRole('textbox', { name: 'Search scripts' })).toBeFocused();
  await app.keyboard.type('supertrend');
  await app.keyboard.press('Enter');
  await expect(app.getByRole('tab', { name: 'Supertrend', selected: true })).toBeVisible();

  // A chart need not have the focus for indicators, nor be there.
  await app.getByTestId('watchlist-row').first().click();
  await runCommand(app, 'Indicators…');
  await chooseIndicator(app, 'macd');
  await expect(legendOf(app, 'sample:macd')).toHaveAttribute('data-phase', 'ready');
});

test('a script with errors tells so when it is added, and leads to the first one', async ({ app }) => {
  await pauseReplay(app);
  await openNewScript(app);
  await paste(app, broken);
  await app.getByTestId('script-add').click();
  await expect(toast(app)).toContainText('2 errors');
  const row = chartPanel(app).getByTestId('script-legend');
  await expect(row).toHaveAttribute('data-phase', 'failed');
  await expect(row.getByTestId('script-fault')).toContainText('2 errors');
  // However much it tells, it leaves the price axis free.
  await app.setViewportSize({ width: 900, height: 900 });
  const right = (of: Locator) => of.evaluate((element) => element.getBoundingClientRect().right);
  await expect.poll(async () => (await right(row)) - (await right(chartPlot(app)))).toBeLessThan(-60);
  await app.setViewportSize({ width: 1440, height: 900 });
  await app
    .getByTestId('scripts-panel')
    .getByRole('tab', { name: /Console/ })
    .click();
  await toast(app).getByRole('button', { name: 'Show' }).click();
  await expect(app.locator('.monaco-editor.focused')).toBeVisible();
  await app.keyboard.type('sma');
  await expect(app.locator('.view-lines')).toContainText('middle = ta.sma(close, length)');

  // The same from the dialog, as long as only the unsaved text is mended.
  await addIndicator(app, 'broken');
  await expect(toast(app).last()).toContainText('2 errors');
});

test('an error while running is told too, and a strategy keeps its values while a bar forms', async ({
  app,
}) => {
  await app.keyboard.press('Alt+n');
  await expect(app.locator('.view-line').first()).toBeVisible();
  await paste(
    app,
    '//@version=6\nstrategy("Held", overlay = true)\nif close > open\n    strategy.entry("L", strategy.long)\nplot(ta.ema(close, 9))\n',
  );
  await app.getByTestId('script-add').click();
  await expect(toast(app)).toContainText('“Held” is on');
  const values = app.getByRole('group', { name: 'Held', exact: true }).getByTestId('script-values');
  await expect(values.locator('span').first()).toHaveText(/\d/);
  await app.waitForTimeout(1500);
  await expect(values.locator('span').first()).toHaveText(/\d/);

  await app.keyboard.press('Alt+n');
  await paste(
    app,
    '//@version=6\nindicator("Stops", overlay = true)\na = array.new<float>(3)\nplot(bar_index > 100 ? a.get(5) : close)\n',
  );
  await app.getByTestId('script-add').click();
  await expect(toast(app).filter({ hasText: 'and stopped' })).toContainText('“Stops” is on');
});

test('a profile names the dearest lines, leads to them, and goes with another script', async ({ app }) => {
  await runCommand(app, 'Open script…');
  await expect(app.getByRole('textbox', { name: 'Search scripts' })).toBeFocused();
  await app.keyboard.type('volume prof');
  await app.keyboard.press('Enter');
  await expect(app.locator('.monaco-editor.focused')).toBeVisible();
  await expect(app.getByRole('textbox', { name: 'Search scripts' })).toHaveValue('');
  await expect(app.getByTestId('run-state')).toContainText('bars in');
  await app.getByRole('button', { name: /^Profile/ }).click();
  const bar = app.getByTestId('profile-bar');
  await expect(bar).toContainText(/bars in/);
  const dearest = bar.getByRole('button', { name: /^line/ }).first();
  const line = /line (\d+)/.exec((await dearest.textContent()) ?? '')?.[1] ?? '';
  await dearest.click();
  await expect(app.locator('.line-numbers.active-line-number')).toContainText(new RegExp(`\\b${line}$`));
  await app.keyboard.press('Alt+n');
  await expect(app.locator('.view-lines')).toContainText('New script');
  await expect(bar).toHaveCount(0);
});

test('a library that comes with the program is gone to, and can only be read', async ({ app }) => {
  await app.keyboard.press('Alt+n');
  await expect(app.locator('.view-line').first()).toBeVisible();
  await paste(
    app,
    '//@version=6\nindicator("Uses it")\nimport TradingView/ta/7 as pub\nplot(pub.dema(close, 10))\n',
  );
  await expect(app.getByTestId('scripts-panel')).toContainText('Nothing is wrong');
  await app.locator('.view-line').filter({ hasText: 'dema' }).getByText('dema').click();
  await app.keyboard.press('F12');
  await expect(app.getByRole('tab', { name: 'TradingView/ta/7', selected: true })).toBeVisible();
  await expect(app.locator('.view-lines')).toContainText('export dema');
  await app.keyboard.type('x');
  await expect(app.getByText('This is the library as it is imported').first()).toBeVisible();
  await expect(app.getByTestId('script-save')).toBeDisabled();
});

test('a row of the legend is opened by a double click and by Enter, and its removal is undone', async ({
  app,
}) => {
  await pauseReplay(app);
  await addIndicator(app, 'macd');
  await addIndicator(app, 'stochastic');
  const row = legendOf(app, 'sample:macd');
  await expect(row).toHaveAttribute('data-phase', 'ready');
  const settings = app.getByTestId('script-settings');
  const name = row.getByRole('button', { name: /^MACD/ });
  await name.dblclick();
  await expect(settings).toBeVisible();
  await app.waitForTimeout(400);
  await expect(settings).toBeVisible();
  const length = settings.getByRole('textbox', { name: 'Fast length' });
  await length.fill('7');
  await app.getByTestId('script-settings-done').click();
  await expect(row).toContainText('7 26 9');
  await name.focus();
  await app.keyboard.press('Enter');
  await expect(settings).toBeVisible();
  await app.keyboard.press('Escape');
  await name.focus();
  await app.keyboard.press('Delete');
  await expect(row).toHaveCount(0);
  await toast(app).getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('7 26 9');
  await expect(chartPanel(app).getByTestId('script-pane').first()).toContainText('MACD');
});

test('Delete on a script of the library asks, and deletes', async ({ app }) => {
  await openNewScript(app);
  await savePasted(app, broken.replace('smma', 'sma').replace('midle', 'middle'));
  const script = inLibrary(app, 'Broken bands');
  await script.focus();
  await app.keyboard.press('Delete');
  await app
    .getByTestId('script-delete-dialog')
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect(script).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('indicators are added, changed, read and removed, and scripts are read', async ({ app }) => {
    await app.getByTestId('chart-indicators').tap();
    await app.getByTestId('indicators').getByText('MACD', { exact: false }).first().tap();
    await app.getByTestId('indicators').getByRole('button', { name: 'Close' }).tap();
    const row = legendOf(app, 'sample:macd');
    await expect(row).toHaveAttribute('data-phase', 'ready');
    await expect(row.getByTestId('script-values').locator('span').first()).toHaveText(/\d/);
    await row.getByRole('button', { name: /^MACD/ }).tap();
    await app.getByTestId('script-settings').getByRole('textbox', { name: 'Fast length' }).fill('3');
    await app.getByTestId('script-settings-done').tap();
    await expect(row).toContainText('3 26 9');
    await expect(row.getByTestId('script-values')).toBeVisible();
    expect(await smallTargets(app.locator('body'))).toEqual([]);
    await row.getByRole('button', { name: /^MACD/ }).tap();
    await app.getByTestId('script-settings').getByRole('button', { name: 'Remove' }).tap();
    await expect(row).toHaveCount(0);

    await app.getByTestId('phone-switcher').getByRole('button', { name: 'Scripts' }).tap();
    await scriptLibrary(app).getByRole('button', { name: 'Supertrend', exact: true }).tap();
    await expect(app.getByTestId('script-reader')).toContainText('ta.supertrend');
    expect(await smallTargets(app.locator('body'))).toEqual([]);
    await app.getByRole('button', { name: 'Add to chart' }).tap();
    await expect(legendOf(app, 'sample:supertrend')).toHaveAttribute('data-phase', 'ready');
  });
});
