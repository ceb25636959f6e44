import type { Page } from 'playwright/test';
import { expect, runCommand, test } from '../application.ts';

const script = `//@version=6
indicator("Logged average", overlay = true)
length = 20
average = ta.smma(close, length)
plot(average)
if barstate.islastconfirmedhistory
    log.info("average is {0}", average)
`;

async function openScripts(app: Page): Promise<void> {
  await runCommand(app, 'Open scripts');
  await expect(app.getByTestId('scripts-panel')).toBeVisible();
  await app.getByTestId('script-new').click();
  await expect(app.locator('.view-line').first()).toBeVisible();
}

/** In place of what is in the editor, as from the clipboard. */
async function paste(app: Page, text: string): Promise<void> {
  await app.locator('.view-line').first().click();
  await app.keyboard.press('Control+A');
  await app.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true }),
    );
  }, text);
}

test('a script with an error is mended by its fix, saved, added to the chart, and logs', async ({ app }) => {
  await openScripts(app);
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
  await openScripts(app);
  await paste(app, script.replace('smma', 'sma'));
  await expect(app.getByTestId('run-state')).toContainText('bars in');
  await app.locator('.view-line').first().click();
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
