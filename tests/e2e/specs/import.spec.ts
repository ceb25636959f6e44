import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, runCommand, test } from '../application.ts';

const rows = 30_000;

/** Minute bars that wander on a grid of 0.25, with one line that cannot be true. */
function minuteBars(): string {
  const start = Date.UTC(2024, 2, 4);
  let price = 5000;
  const lines = ['time,open,high,low,close,volume'];
  for (let row = 0; row < rows; row += 1) {
    const open = price;
    price += (((row * 7919) % 9) - 4) * 0.25;
    const [high, low] = [Math.max(open, price) + 0.25, Math.min(open, price) - 0.25];
    lines.push([start + row * 60_000, open, high, low, price, (row * 31) % 500].join(','));
  }
  lines.push([start + rows * 60_000, 5000, 4000, 4900, 4950, 10].join(','));
  return lines.join('\n');
}

test('a file of 30,000 rows is imported with the wizard and charted', async ({ app, profile }) => {
  const path = join(profile, 'ES_M1.csv');
  await writeFile(path, minuteBars());
  await runCommand(app, 'Open data');
  const chooser = app.waitForEvent('filechooser');
  await app.getByTestId('data-import').click();
  await (await chooser).setFiles(path);
  await expect(app.getByTestId('import-preview')).toBeVisible();
  await app.getByTestId('import-next').click();
  await app.getByTestId('import-instrument').fill('CME:ESH4');
  await app.getByTestId('import-next').click();
  const report = app.getByTestId('import-report');
  await expect(report).toBeVisible();
  await expect(report).toContainText('30,000');
  await expect(report).toContainText('30,002');
  await app.getByTestId('import-open-chart').click();
  await expect(app.locator('[data-testid="chart-panel"][data-instrument="CME:ESH4"]').first()).toBeVisible();
});

test('a Parquet file is previewed and imported with the keys alone', async ({ app }) => {
  const path = fileURLToPath(new URL('../../fixtures/import/parquet/BTCUSDC-1w.parquet', import.meta.url));
  await runCommand(app, 'Open data');
  const chooser = app.waitForEvent('filechooser');
  await app.getByTestId('data-import').focus();
  await app.keyboard.press('Enter');
  await (await chooser).setFiles(path);
  const preview = app.getByTestId('import-preview');
  await expect(preview).toContainText('close');
  for (const step of ['import-next', 'import-next']) {
    await app.getByTestId(step).focus();
    await app.keyboard.press('Enter');
  }
  // The same rows as the bundled market has, to the last bit.
  await expect(app.getByTestId('import-report')).toContainText('Already there341');
});
