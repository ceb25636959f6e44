import type { Page } from 'playwright/test';
import { expect, runCommand, test } from '../application.ts';
import { inLibrary, openNewScript, paste, savePasted, scriptLibrary } from '../script-steps.ts';

const script = `//@version=6
indicator("Logged average", overlay = true)
length = 20
average = ta.smma(close, length)
plot(average)
if barstate.islastconfirmedhistory
    log.info("average is {0}", average)
`;

test('a script with an error is mended by its fix, saved, added to the chart, and logs', async ({ app }) => {
  await openNewScript(app);
  await paste(app, script);
  const problems = app.getByTestId('problems');
  await expect(problems).toContainText('Did you mean');
  await problems.getByRole('button').first().click();
  await app.keyboard.press('Control+.');
  await expect(app.locator('.action-widget').first()).toContainText('Write ta.sma');
  await app.keyboard.press('Enter');
  await expect(app.getByTestId('scripts-panel')).toContainText('Nothing is wrong');
  await app.keyboard.press('Control+S');
  await expect(app.getByTestId('script-save')).toBeDisabled();
  await app.getByTestId('script-add').click();
  await app.getByRole('tab', { name: /Console/ }).click();
  await expect(app.getByTestId('console')).toContainText('average is');
});

test('values on a bar, what lines cost, an error while running, versions', async ({ app }) => {
  await openNewScript(app);
  await paste(app, script.replace('smma', 'sma'));
  await expect(app.getByTestId('run-state')).toContainText('bars in');
  await app.keyboard.press('Control+Home');
  await app.keyboard.press('F9');
  await expect(app.locator('.pine-value').first()).toContainText('=');
  const bar = app.getByTestId('debug-time');
  const before = await bar.textContent();
  await app.keyboard.press('Alt+J');
  await expect(bar).not.toHaveText(before ?? '');
  await app.getByRole('button', { name: /^Profile/ }).click();
  await expect(app.locator('.line-numbers').filter({ hasText: /µs|ms/ }).first()).toBeVisible();
  await app.getByRole('button', { name: /^Profile/ }).click();
  await app.keyboard.press('Control+S');
  await expect(app.getByTestId('script-save')).toBeDisabled();
  await paste(
    app,
    script
      .replace('smma', 'sma')
      .replace('length = 20', 'length = 30\nif bar_index == 500\n    runtime.error("five hundred")'),
  );
  await expect(app.getByTestId('problems')).toContainText('five hundred');
  await expect(app.getByTestId('problems')).toContainText('bar 20');
  await app.keyboard.press('Control+S');
  await expect(app.getByTestId('script-save')).toBeDisabled();
  await runCommand(app, 'Switch between dark and light');
  await runCommand(app, 'Versions of the script');
  await expect(app.getByTestId('script-difference').locator('.view-line').first()).toBeVisible();
  await expect(app.getByRole('button', { name: /^Version 1/ })).toBeVisible();
  await app.getByRole('button', { name: 'Put version 1 into the editor' }).click();
  await expect(app.getByTestId('scripts-panel')).not.toContainText('five hundred');
});

/** Chooses from the menu of a script in the library. */
async function chooseFor(app: Page, name: string, entry: string | RegExp): Promise<void> {
  await inLibrary(app, name).click({ button: 'right' });
  await app.getByRole('menuitem', { name: entry }).focus();
  await app.keyboard.press('Enter');
}

test('a script is duplicated, starred, renamed into a folder and deleted from the library', async ({
  app,
}) => {
  await openNewScript(app);
  await savePasted(app, script.replace('smma', 'sma'));
  await chooseFor(app, 'Logged average', 'Duplicate');
  await expect(app.getByRole('tab', { name: 'Logged average copy' })).toBeVisible();
  await chooseFor(app, 'Logged average', 'Make a favourite');
  await expect(scriptLibrary(app)).toContainText('Favourites');
  await chooseFor(app, 'Logged average', 'Rename or move…');
  await app.getByRole('textbox', { name: 'Name' }).fill('Mean with a log');
  await app.getByRole('textbox', { name: 'Folder' }).fill('Means');
  await app.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(scriptLibrary(app).getByRole('button', { name: /^Means/ })).toBeVisible();
  await expect(app.getByRole('tab', { name: 'Mean with a log' })).toBeVisible();
  await chooseFor(app, 'Mean with a log', 'Delete…');
  await app.getByRole('button', { name: /^Delete/ }).click();
  await expect(scriptLibrary(app)).not.toContainText('Mean with a log');
});

test('files come in by choosing and by dropping, and go out', async ({ app }) => {
  await openNewScript(app);
  const file = (name: string, title: string) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(`//@version=6\nindicator("${title}")\nplot(close)\n`),
  });
  const chooser = app.waitForEvent('filechooser');
  await runCommand(app, 'Import scripts');
  await (await chooser).setFiles([file('one.pine', 'First one')]);
  await expect(app.getByRole('tab', { name: /^one/ })).toBeVisible();
  await app.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['//@version=6\nindicator("Dropped")\nplot(open)\n'], 'two.pine'));
    const target = document.querySelector('[data-testid="code-editor"]');
    for (const kind of ['dragenter', 'dragover', 'drop'])
      target?.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
  });
  await expect(app.getByRole('tab', { name: /^two/ })).toBeVisible();
  await expect(app.locator('.view-lines')).toContainText('Dropped');
  const download = app.waitForEvent('download');
  await runCommand(app, 'Export the script');
  expect((await download).suggestedFilename()).toBe('two.pine');
});

test('a saved library is imported, completed, explained and gone to', async ({ app }) => {
  await openNewScript(app);
  await savePasted(
    app,
    '//@version=6\nlibrary("Tools")\n//@function Doubles a value.\nexport twice(float x) =>\n    x * 2\n',
  );
  await app.getByRole('button', { name: 'New script' }).first().click();
  await paste(app, '//@version=6\nindicator("User of tools")\nimport ');
  await app.keyboard.press('Control+Space');
  await expect(app.locator('.suggest-widget')).toContainText('me/Tools/1');
  await app.keyboard.press('Enter');
  await expect(app.locator('.view-lines')).toContainText('me/Tools/1');
  await paste(
    app,
    '//@version=6\nindicator("User of tools")\nimport me/Tools/1 as t\nplot(t.twice(close))\n',
  );
  await expect(app.getByTestId('scripts-panel')).toContainText('Nothing is wrong');
  await expect(app.getByTestId('run-state')).toContainText('bars in');
  await app.locator('.view-line').filter({ hasText: 'twice' }).getByText('twice').click();
  await app.keyboard.press('F12');
  await expect(app.getByRole('tab', { name: 'Tools', exact: true })).toHaveAttribute('aria-selected', 'true');
});

test('the areas of the panel are resized with keys', async ({ app }) => {
  await openNewScript(app);
  const output = app.getByRole('separator', { name: 'Height of the output' });
  const before = Number(await output.getAttribute('aria-valuenow'));
  await output.focus();
  await app.keyboard.press('ArrowUp');
  await expect(output).toHaveAttribute('aria-valuenow', String(before + 16));
  const width = app.getByRole('separator', { name: 'Width of the library' });
  await width.focus();
  await app.keyboard.press('Home');
  await expect(width).toHaveAttribute('aria-valuenow', '120');
});

test('the open script’s tab is in sight, and its own mark closes it', async ({ app }) => {
  await runCommand(app, 'Open scripts');
  const names = ['Anchored VWAP', 'ATR stop', 'Average daily range', 'Bollinger bands', 'Correlation'];
  for (const name of names) {
    await scriptLibrary(app).getByRole('button', { name, exact: true }).dblclick();
    await expect(app.getByRole('tab', { name, selected: true })).toBeInViewport({ ratio: 0.95 });
  }
  const mark = app.getByTestId('script-close');
  await expect(mark).toBeInViewport({ ratio: 0.95 });
  await app.getByRole('tab', { name: 'Bollinger bands' }).click();
  await mark.click();
  await expect(app.getByRole('tab', { name: 'Bollinger bands' })).toHaveCount(0);
  await expect(app.getByRole('tab', { name: 'Correlation' })).toHaveCount(1);
});
