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
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, text);
}

test('a script with an error is mended by its fix, saved, added to the chart, and logs', async ({ app }) => {
  await openScripts(app);
  await paste(app, script);
  const problems = app.getByTestId('problems');
  await expect(problems).toContainText('Did you mean');
  await problems.getByRole('button').first().click();
  await app.keyboard.press('Control+.');
  await app.keyboard.press('Enter');
  await expect(app.getByTestId('scripts-panel')).toContainText('Nothing is wrong');
  await app.keyboard.press('Control+S');
  await expect(app.getByTestId('script-save')).toBeDisabled();
  await app.getByTestId('script-add').click();
  await app.getByRole('tab', { name: /Console/ }).click();
  await expect(app.getByTestId('console')).toContainText('average is');
});
