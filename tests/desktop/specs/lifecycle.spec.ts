import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Desktop, expect, streamingPage, test } from '../desktop.ts';

const log = (profile: string) => readFileSync(join(profile, 'stub.log'), 'utf8').trim().split('\n');
const quit = (desktop: Desktop) => desktop.evaluate(({ app }) => void setTimeout(() => app.quit(), 0));
const panels = (desktop: Desktop) =>
  desktop.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));

test('Quitting closes the pages, lets the writer finish and only then ends', async ({ launch, profile }) => {
  const desktop = await launch();
  const page = await streamingPage(desktop);
  await page.evaluate(() => window.probe.say?.({ ask: 'store', value: 'a note' }));
  await page.waitForFunction(() => window.probe.control.some((said) => said.stored === 'a note'));
  await quit(desktop);
  expect(await desktop.exited).toBe(0);
  expect(log(profile)).toEqual([
    'started',
    'page 1 opened on desktop',
    'stored a note',
    'page 1 closed after streaming',
    'stopping',
    'stopped',
  ]);
});

test('A second wish to quit does not cut the first one short', async ({ launch, profile }) => {
  const desktop = await launch();
  await streamingPage(desktop);
  await desktop.evaluate(({ app }) => {
    setTimeout(() => app.quit(), 0);
    setTimeout(() => app.quit(), 30);
    setTimeout(() => app.quit(), 60);
  });
  expect(await desktop.exited).toBe(0);
  expect(log(profile).filter((line) => line.startsWith('stop'))).toEqual(['stopping', 'stopped']);
});

test('Closing the last window quits in the same good order', async ({ launch, profile }) => {
  test.skip(process.platform === 'darwin', 'on macOS a program stays without windows');
  const desktop = await launch();
  await streamingPage(desktop);
  await desktop.evaluate(
    ({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0),
  );
  expect(await desktop.exited).toBe(0);
  expect(log(profile).at(-1)).toBe('stopped');
});

test('A stop that never ends is cut off, and what was acknowledged is there', async ({ launch, profile }) => {
  const desktop = await launch({ env: { STUB_NEVER_STOPS: '1' } });
  const page = await streamingPage(desktop);
  await page.evaluate(() => window.probe.say?.({ ask: 'store', value: 'an order' }));
  await page.waitForFunction(() => window.probe.control.some((said) => said.stored === 'an order'));
  await quit(desktop);
  expect(await desktop.exited).toBe(3);
  expect(log(profile)).toContain('stored an order');
});

test('E10: a second start with the same profile shows the first one and ends', async ({
  launch,
  profile,
}) => {
  const first = await launch();
  await streamingPage(first);
  await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = await launch();
  expect(await second.exited).toBe(0);
  expect(second.errors()).toContain('is running already with this profile');
  await expect
    .poll(() => first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false);
  expect(log(profile).filter((line) => line === 'started')).toHaveLength(1);
});

test('E10: a second start may open a view', async ({ launch }) => {
  const first = await launch();
  await streamingPage(first);
  await (await launch({ args: ['--view=watchlist'] })).exited;
  await streamingPage(first, 'kind%22%3A%22watchlist%22');
  await (await launch({ args: ['tidemark://view/replay'] })).exited;
  await streamingPage(first, 'kind%22%3A%22replay%22');
});

test('E10: a second start can do nothing else', async ({ launch, profile }) => {
  const first = await launch();
  await streamingPage(first);
  const hostile = [
    '--order=buy',
    '--view=Chart',
    '--view=../x',
    '--view=',
    `--view=${'x'.repeat(41)}`,
    'tidemark://app/index.html#panel=chart',
    'tidemark://order/buy',
    'tidemark://view/chart?arm=1',
    'tidemark://view/chart#x',
    'tidemark://user:secret@view/chart',
    'https://example.com/',
  ];
  await (await launch({ args: hostile })).exited;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await panels(first)).toEqual(['tidemark://app/index.html']);
  expect(log(profile)).toEqual(['started', 'page 1 opened on desktop']);
});

const switches = [
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect-brk=0',
  '--no-sandbox',
];
for (const given of switches) {
  test(`E10: a packaged program does not start with ${given}`, async ({ launch }, info) => {
    test.skip(info.project.name === 'electron', 'needs a packaged build');
    const desktop = await launch({ isPackaged: true, args: [given] });
    expect(await desktop.exited).toBe(2);
    expect(desktop.errors()).toContain(`does not start with ${given.split('=')[0]}`);
    expect(desktop.pages()).toEqual([]);
  });
}

test('E10: a packaged program starts without them', async ({ launch }, info) => {
  test.skip(info.project.name === 'electron', 'needs a packaged build');
  await streamingPage(await launch({ isPackaged: true }));
});

test('The menu, the tray and the about panel are there, and the tray shows a window again', async ({
  launch,
}, info) => {
  test.skip(info.project.name === 'electron', 'Electron does not let a tray be read back');
  const desktop = await launch();
  await streamingPage(desktop);
  const found = await desktop.evaluate((electron) => {
    interface Item {
      label?: string;
      role?: string;
      click?: () => void;
      submenu?: { items: Item[] };
    }
    const { app, Menu, Tray } = electron as unknown as {
      app: { recorded: { about: { applicationName: string }; isSandboxEnabled: boolean } };
      Menu: { getApplicationMenu(): { items: Item[] } };
      Tray: { all: { tooltip: string; menu: { items: Item[] } }[] };
    };
    const words = (items: Item[]): string[] =>
      items.flatMap((item) => [item.label ?? item.role ?? '-', ...words(item.submenu?.items ?? [])]);
    return {
      menu: words(Menu.getApplicationMenu().items),
      tray: Tray.all.map((tray) => [tray.tooltip, ...words(tray.menu.items)]),
      about: app.recorded.about.applicationName,
      isSandboxEnabled: app.recorded.isSandboxEnabled,
    };
  });
  expect(found.menu).toEqual(
    expect.arrayContaining(['&File', 'Show Main Window', 'editMenu', '&View', 'windowMenu']),
  );
  expect(found.tray).toEqual([['Tidemark', 'Show Tidemark', '-', 'Quit']]);
  expect(found.about).toBe('Tidemark');
  expect(found.isSandboxEnabled).toBe(true);
});

test('A notice reaches the system while nobody looks at our windows, and only then', async ({
  launch,
}, info) => {
  test.skip(info.project.name === 'electron', 'Electron does not let a notification be read back');
  const desktop = await launch();
  const page = await streamingPage(desktop);
  const say = (title: string) =>
    page.evaluate((value) => {
      window.probe.say?.({
        ask: 'notice',
        value: { level: 'danger', title: value, text: 'The disk is full.' },
      });
    }, title);
  await say('While looking');
  await page.waitForTimeout(200);
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  await say('While away');
  const shown = () =>
    desktop.evaluate((electron) => {
      const { Notification } = electron as unknown as { Notification: { shown: { options: object }[] } };
      return Notification.shown.map(({ options }) => options);
    });
  await expect
    .poll(shown)
    .toEqual([{ title: 'While away', body: 'The disk is full.', urgency: 'critical', silent: false }]);
});
