import { expect, streamingPage, test } from '../desktop.ts';

test('E2 E7: the main window shows the page from our scheme and streams over its two ports', async ({
  launch,
}) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  expect(page.url()).toBe(`${desktop.pageOrigin}/index.html`);
  expect(await page.evaluate(() => window.probe.control[0])).toEqual({ hello: 1 });
  expect(await page.evaluate(() => window.probe.handOvers)).toBe(1);
  expect(await page.evaluate(() => window.probe.lastFrame)).toEqual({
    type: 'Uint8Array',
    bytes: 2048,
    own: 2048,
  });
  expect(
    await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL()),
  ).toBe('tidemark://app/index.html');
});

test('A command runs without a window, and its exit code is the program’s', async ({ launch }) => {
  const asked = await launch({ args: ['candles', 'FX:NOTHING', '1m'] });
  expect(await asked.exited).toBe(1);
  expect(asked.errors()).toContain('tidemark: Nothing of FX:NOTHING is stored.');
  expect(asked.pages()).toEqual([]);
});
