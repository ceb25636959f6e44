import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { ConnectionsPage } from '../tests/e2e/connection-venue.ts';
import { simulatedBinance, simulatedRithmic } from '../tests/e2e/simulated-venue.ts';
import { serve } from '../tests/e2e/web-host.ts';
import { TestClient } from '../tests/simulators/binance/testing/client.ts';
import { ProtocolClient } from '../tests/simulators/rithmic/testing/protocol-client.ts';
import { buildPage } from './build-page.ts';
import { root } from './run-step.ts';
import { ensureSystemPrograms, installedBrowser } from './system-packages.ts';

/*
 * npm run screenshots: the pictures of README and docs, taken from the running application on a fresh profile. The same
 * recorded market at the same moment every time, so that a picture changes only when the application does. Connections and
 * accounts are shown against the simulated Binance.
 */

const pictures = join(root, 'docs/pictures');
const size = { width: 1440, height: 900 };

await ensureSystemPrograms();
await buildPage();
await mkdir(pictures, { recursive: true });
const profile = await mkdtemp(join(tmpdir(), 'tidemark-pictures-'));
const host = await serve(profile);
const executablePath = installedBrowser();
const browser: Browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-sync',
  ],
});
try {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  await page.goto(host.address);
  await page.getByTestId('welcome-start').waitFor();
  await page.getByText('The recorded markets are ready.').waitFor();
  await take(page, 'welcome');
  await page.getByTestId('welcome-start').click();
  await page.locator('[data-testid="chart-panel"][data-state="live"]').first().waitFor();
  await pause(page);
  await seek(page, 0.24);
  await take(page, 'main-dark');
  await page.getByTestId('workspace-tabs').getByText('Four charts').click();
  await settle(page);
  await take(page, 'four-charts');
  await page.getByTestId('workspace-tabs').getByText('Default').click();
  await page.keyboard.press('Control+K');
  await page.keyboard.type('draw');
  await settle(page);
  await take(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+L');
  await settle(page);
  await take(page, 'main-light');
  await page.keyboard.press('Control+Shift+L');
  await takeScripts(page);
  await page.close();
  await takeConnections(browser);
  await takePropAccount(browser);
} finally {
  await browser.close();
  await host.stop();
  await rm(profile, { recursive: true, force: true });
}

/** Indicators on a chart and in panes of their own, then the editor with what a script made of one bar. */
async function takeScripts(page: Page): Promise<void> {
  for (const words of ['supertrend', 'macd', 'relative strength']) {
    await page.getByTestId('chart-plot').first().focus();
    await page.keyboard.press('/');
    const dialog = page.getByTestId('indicators');
    await dialog.getByTestId('indicator-option').first().waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.locator('[data-testid="script-legend"][data-phase="ready"]').nth(2).waitFor();
  await settle(page);
  await takeBoth(page, 'indicators');
  await page.locator('[data-testid="script-legend"][data-script="sample:supertrend"]').hover();
  await page.getByRole('button', { name: /^Source of Supertrend/ }).click();
  await page.getByTestId('scripts-panel').locator('.view-line').first().click();
  await page.keyboard.press('F9');
  await page.locator('.pine-value').first().waitFor();
  await settle(page);
  await takeBoth(page, 'scripts');
}

/** The wizard, the cards and the account panels, on a profile of their own. */
async function takeConnections(browser: Browser): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'tidemark-pictures-'));
  const served = await simulatedBinance.serve(profile);
  try {
    const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
    await page.goto(served.address);
    await page.getByTestId('welcome-connect').click();
    const connections = new ConnectionsPage(page, simulatedBinance, served, profile);
    const { wizard } = connections;
    await wizard.getByRole('radio', { name: simulatedBinance.label, exact: true }).check({ force: true });
    await takeBoth(page, 'wizard-venue');
    await page.keyboard.press('Escape');
    await connections.enterKeys('trade', simulatedBinance.keys.trade);
    await page.getByTestId('wizard-next').click();
    await page.locator('[data-testid="wizard-test"]:not([data-verdict="running"])').waitFor();
    await takeBoth(page, 'wizard-test');
    await connections.save('Main account');
    await page.locator('[data-testid="card-status"][data-status="connected"]').waitFor();
    await connections.chooseVenue();
    await page.getByTestId('wizard-next').click();
    await page.locator('[data-testid="wizard-test"]:not([data-verdict="running"])').waitFor();
    const second = await connections.save('Prices only');
    await second.locator('[data-testid="card-status"][data-status="connected"]').waitFor();
    await takeBoth(page, 'connections');
    await trade(page);
    await takeBoth(page, 'accounts');
  } finally {
    await served.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

/** A prop account with something open, beside the chart of its contract: what its broker says of it, and its floor. */
async function takePropAccount(browser: Browser): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'tidemark-pictures-'));
  const served = await simulatedRithmic.serve(profile);
  try {
    const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
    await page.goto(served.address);
    await page.getByTestId('welcome-connect').click();
    await page.getByTestId('connect-wizard').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('connect-wizard').waitFor({ state: 'hidden' });
    const connections = new ConnectionsPage(page, simulatedRithmic, served, profile);
    await connections.chooseVenue();
    const system = connections.wizard.getByTestId('setting-system');
    await system.fill('Apex');
    await page.keyboard.press('Enter');
    const gateway = connections.wizard.getByTestId('setting-gateway');
    await gateway.fill('Chicago');
    await page.keyboard.press('Enter');
    await connections.handOver('trade', simulatedRithmic.keys.trade);
    await page.getByTestId('wizard-next').click();
    await page.locator('[data-testid="wizard-test"]:not([data-verdict="running"])').waitFor();
    await connections.save('Evaluation');
    await page.locator('[data-testid="card-status"][data-status="connected"]').waitFor();
    await page.locator('.dv-tab', { hasText: /· 5m$/ }).click();
    await page.getByTestId('chart-symbol').first().click();
    const search = page.getByTestId('instrument-search');
    await search.getByRole('combobox').fill('ESZ6');
    await search.locator('[role="option"][data-instrument="CME:ESZ6"]').first().click();
    await page.locator('[data-testid="chart-panel"][data-instrument="CME:ESZ6"]').first().waitFor();
    await buyContracts();
    await page.locator('.dv-tab', { hasText: 'Accounts' }).click();
    const row = page.getByTestId('accounts-panel').getByRole('row', { name: /Evaluation 50K/ });
    await row.getByTestId('distance-to-liquidation').waitFor();
    await row.getByTestId('suggested-tag').click();
    await row.locator('[data-tag="evaluation"]').waitFor();
    await row.click();
    await raiseLowerPanels(page);
    await page.getByTestId('standing-detail').waitFor();
    await settle(page);
    await takeBoth(page, 'prop-account');
  } finally {
    await served.stop();
    await rm(profile, { recursive: true, force: true });
  }
}

/** As another program of the trader would: two contracts, which then lose eleven points. */
async function buyContracts(): Promise<void> {
  const { rithmic } = simulatedRithmic.simulator;
  rithmic.stop();
  const { key } = rithmic.account('EVAL-50K-117', 'Apex');
  const client = new ProtocolClient(rithmic.connect());
  await client.logIn(rithmic.credentials.second, 'order', { system_name: 'Apex' });
  const order = { ...key, symbol: 'ESZ6', exchange: 'CME', quantity: 2, manual_or_auto: 2, duration: 1 };
  const route = { trade_route: `${key.fcm_id.toLowerCase()}-cme`, transaction_type: 1, price_type: 2 };
  await client.ask('RequestNewOrder', { ...order, ...route });
  const last = rithmic.exchange.market('ESZ6').lastPrice;
  rithmic.feeds.get('ESZ6')?.moveTo(last.minus(11).toFixed(2));
}

/** Gives the panels at the bottom more of the window, by the line above them. */
async function raiseLowerPanels(page: Page): Promise<void> {
  const panel = await page.getByTestId('accounts-panel').boundingBox();
  if (panel === null) throw new Error('there are no accounts');
  // The tabs of the group stand between the line and the panel.
  const line = panel.y - 29;
  await page.mouse.move(panel.x + panel.width / 2, line);
  await page.mouse.down();
  await page.mouse.move(panel.x + panel.width / 2, line - 150, { steps: 5 });
  await page.mouse.up();
}

/** A position, an order at rest and a few fills beside a chart of their market. */
async function trade(page: Page): Promise<void> {
  const { simulator } = simulatedBinance;
  const client = new TestClient(simulator);
  const send = async (path: string, order: Record<string, string>) => {
    const { status, body } = await client.signed('POST', path, { symbol: 'BTCUSDT', ...order });
    if (status !== 200) throw new Error(`the order was refused: ${JSON.stringify(body)}`);
  };
  await send('/fapi/v1/order', { side: 'BUY', type: 'MARKET', quantity: '0.25' });
  await send('/api/v3/order', { side: 'BUY', type: 'MARKET', quantity: '0.05' });
  await send('/api/v3/order', {
    side: 'SELL',
    type: 'LIMIT',
    timeInForce: 'GTC',
    quantity: '0.05',
    price: '61500',
  });
  await page.locator('.dv-tab', { hasText: /· 5m$/ }).click();
  await page.getByTestId('chart-symbol').first().click();
  const search = page.getByTestId('instrument-search');
  await search.getByRole('combobox').fill('BTCUSDT');
  await search.locator('[role="option"][data-instrument="BINANCE:BTCUSDT.P"]').first().click();
  await page.locator('[data-testid="chart-panel"][data-instrument="BINANCE:BTCUSDT.P"]').first().waitFor();
  await page.getByTestId('timeframe-1m').first().click();
  await page.locator('.dv-tab', { hasText: 'Accounts' }).click();
  const accounts = page.getByTestId('accounts-panel').getByRole('treegrid');
  await accounts.getByTestId('account-row').first().waitFor();
  await accounts.focus();
  for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await settle(page);
}

/** In both themes, beginning and ending with the dark one. */
async function takeBoth(page: Page, name: string): Promise<void> {
  const buttonIsFree = !(await page.locator('dialog[open]').isVisible());
  for (const [theme, other] of [
    ['dark', 'light'],
    ['light', 'dark'],
  ] as const) {
    await page.waitForTimeout(500);
    await take(page, `${name}-${theme}`);
    // An open dialog has the keyboard to itself; its colours come from the page's attribute alone.
    // By its button: the key means something else to an editor.
    if (buttonIsFree) await page.getByRole('button', { name: /^(Light|Dark) theme$/ }).click();
    else await page.locator('html').evaluate((html, to) => html.setAttribute('data-theme', to), other);
    await page.locator(`html[data-theme="${other}"]`).waitFor();
  }
}

async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}

async function pause(page: Page): Promise<void> {
  const toggle = page.getByTestId('replay-toggle');
  if ((await toggle.getAttribute('aria-label'))?.startsWith('Pause') === true) await toggle.click();
}

async function seek(page: Page, share: number): Promise<void> {
  const bar = await page.getByTestId('replay-scrubber').boundingBox();
  if (bar === null) throw new Error('there is no scrubber');
  await page.mouse.click(bar.x + bar.width * share, bar.y + bar.height / 2);
  await settle(page);
}

/** Until the charts are live again and have been painted. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1500);
  const waiting = page.locator('[data-testid="chart-panel"][data-state="loading"]');
  await waiting.first().waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
}
