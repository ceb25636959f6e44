import type { Locator, Page } from 'playwright/test';
import { chartPanel, chartPlot, expect, runCommand } from './application.ts';

/** Opens the script editor, with a new script in it. */
export async function openNewScript(app: Page): Promise<void> {
  await runCommand(app, 'Open scripts');
  await expect(app.getByTestId('scripts-panel')).toBeVisible();
  await app.getByTestId('script-new').click();
  await expect(app.locator('.view-line').first()).toBeVisible();
}

/** In place of what is in the editor, as from the clipboard. */
export async function paste(app: Page, text: string): Promise<void> {
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

/** A text without errors. */
export async function savePasted(app: Page, text: string): Promise<void> {
  await paste(app, text);
  await expect(app.getByTestId('scripts-panel')).toContainText('Nothing is wrong');
  await app.keyboard.press('Control+S');
  await expect(app.getByTestId('script-save')).toBeDisabled();
}

export function scriptLibrary(app: Page): Locator {
  return app.getByTestId('script-library');
}

export function inLibrary(app: Page, name: string): Locator {
  return scriptLibrary(app).locator('[data-script]').filter({ hasText: name }).first();
}

/** Adds an indicator as a keyboard user does. */
export async function addIndicator(app: Page, words: string): Promise<void> {
  await chartPlot(app).focus();
  await app.keyboard.press('/');
  await chooseIndicator(app, words);
}

/** In the open dialog, which is closed afterwards. */
export async function chooseIndicator(app: Page, words: string): Promise<void> {
  const dialog = app.getByTestId('indicators');
  const first = dialog.getByTestId('indicator-option').first();
  await expect(first).toBeVisible();
  await app.keyboard.type(words);
  await expect(first).toContainText(new RegExp(words, 'i'));
  await app.keyboard.press('Enter');
  await app.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** The row of a script in the legend of the first chart. */
export function legendOf(app: Page, script: string): Locator {
  return chartPanel(app).locator(`[data-testid="script-legend"][data-script="${script}"]`);
}
