import { lockProfile } from '../../../src-main/storage/profile/profile-lock.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { hasBuiltPage } from '../build.ts';
import { type Desktop, expect, test } from '../desktop.ts';
import type { RpcProbe } from '../page/rpc-page.ts';

declare global {
  interface Window {
    rpcProbe: RpcProbe;
  }
}

// The real application opens its databases and imports markets; a busy machine takes its time over that.
test.slow();

const connected = async (desktop: Desktop) => {
  const page = await desktop.page('/index.html');
  await page.waitForFunction(() => window.rpcProbe?.rpc !== null && window.rpcProbe !== undefined);
  return page;
};

test('The real application answers over the control port and streams a bundled market over the data port', async ({
  launch,
}) => {
  const desktop = await launch({ build: 'services' });
  const page = await connected(desktop);
  const info = await page.evaluate(() => window.rpcProbe.rpc?.system.info({}));
  expect(info).toMatchObject({ host: 'desktop', isFirstStart: true });
  // The first start brings in the bundled markets; then the default replay plays.
  const subscribed = await page.evaluate(async () => {
    const { rpc } = window.rpcProbe;
    if (rpc === null) return 0;
    for await (const { doing } of await rpc.system.preparation({})) void doing;
    const listed = await rpc.market.search({ text: '', limit: 50 });
    const live = listed.filter(({ connection }) => connection !== undefined);
    await Promise.all(
      live.map(({ instrument }) => rpc.market.subscribe({ kind: 'quote', instrument: instrument.id })),
    );
    return live.length;
  });
  expect(subscribed).toBeGreaterThan(0);
  await page.waitForFunction(() => window.rpcProbe.frames > 3);
});

test('E8: bad input, too much of it, and unknown calls are refused with a code and without a stack or a path', async ({
  launch,
}) => {
  const page = await connected(await launch({ build: 'services' }));
  const refusals = await page.evaluate(async () => {
    const rpc = window.rpcProbe.rpc as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    const ask = (capability: string, call: string, input: unknown) =>
      rpc[capability]?.[call]?.(input).then(
        () => 'answered',
        (error: object) => JSON.stringify({ ...error, message: (error as Error).message }),
      );
    return [
      await ask('market', 'search', { text: 'x'.repeat(101), limit: 1 }),
      await ask('market', 'search', { text: 'x', limit: 201 }),
      await ask('market', 'subscribe', { kind: 'quote', instrument: '../x' }),
      await ask('settings', 'set', { key: '../x', value: 1 }),
      await ask('system', 'tearOff', { panel: 'x'.repeat(4001) }),
      await ask('system', 'shutdown', {}),
      await ask('nothing', 'here', {}),
    ];
  });
  expect(refusals).not.toContain('answered');
  expect(refusals.join('\n')).not.toMatch(/\bat .*:\d+:\d+|node_modules|dist\/|src-main|\/root\/|\/home\//);
});

test('J3: what was acknowledged just before quitting is there after the next start', async ({ launch }) => {
  const first = await launch({ build: 'services' });
  const page = await connected(first);
  await page.evaluate(() => window.rpcProbe.rpc?.settings.set({ key: 'spec.note', value: 'kept' }));
  await first.evaluate(({ app }) => void setTimeout(() => app.quit(), 0));
  expect(await first.exited).toBe(0);
  const second = await connected(await launch({ build: 'services' }));
  expect(
    await second.evaluate(async () => (await window.rpcProbe.rpc?.settings.all({}))?.['spec.note']),
  ).toBe('kept');
});

test('J3: what was acknowledged just before a kill is there after the next start', async ({ launch }) => {
  const first = await launch({ build: 'services' });
  const page = await connected(first);
  await page.evaluate(() => window.rpcProbe.rpc?.settings.set({ key: 'spec.note', value: 'kept' }));
  first.kill();
  await first.exited;
  const second = await connected(await launch({ build: 'services' }));
  expect(
    await second.evaluate(async () => (await window.rpcProbe.rpc?.settings.all({}))?.['spec.note']),
  ).toBe('kept');
});

test('J4: a profile that another host has is not opened, and the message says who has it', async ({
  launch,
  profile,
}) => {
  const lock = lockProfile(profile, { pid: process.pid, host: 'headless', since: epochMs(Date.now()) });
  try {
    const desktop = await launch({ build: 'services' });
    expect(await desktop.exited).toBe(1);
    expect(desktop.errors()).toContain(`is in use by another Tidemark (headless, process ${process.pid}`);
  } finally {
    lock.release();
  }
});

test('The page as it ships leads from its welcome to a chart in a desktop window without breaking the policy', async ({
  launch,
}) => {
  if (!hasBuiltPage()) console.log('the page as it ships: not run (dist/renderer is not built)');
  test.skip(!hasBuiltPage(), 'dist/renderer is not built');
  const desktop = await launch({ build: 'whole' });
  const page = await desktop.page('/index.html');
  const complaints: string[] = [];
  page.on('console', (message) => {
    // Chromium by itself asks for an icon; Electron does not.
    const isIcon = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !isIcon) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  // Everything from here on is heard, the second start included.
  const start = page.getByTestId('welcome').getByRole('button', { name: 'Start', exact: true });
  await start.waitFor({ timeout: 30_000 });
  await page.reload();
  // Both planes are needed for this: the welcome asks over the control port, the chart is drawn from the data port.
  await start.click({ timeout: 30_000 });
  await page.getByTestId('welcome').waitFor({ state: 'detached' });
  await page.locator('canvas').first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(1000);
  expect(complaints).toEqual([]);
});
