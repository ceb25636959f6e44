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
