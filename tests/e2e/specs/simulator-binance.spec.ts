import type { Page } from 'playwright/test';
import { TestClient } from '../../simulators/binance/testing/client.ts';
import { chartPanel, chooseMarket, expect, openTab } from '../application.ts';
import { venueTest as test } from '../connection-venue.ts';
import { simulatedBinance } from '../simulated-venue.ts';

test.use({ venue: simulatedBinance });

test('prices, account, an order’s fill and a lost connection are seen as they happen, each fill once', async ({
  connections,
  page,
}) => {
  const { simulator } = simulatedBinance;
  const card = await connections.connect('trade', 'Mine');

  await test.step('a chart of a market found by its name moves with the venue', async () => {
    await openTab(page, '· 5m');
    const chart = chartPanel(page);
    await chart.getByTestId('chart-symbol').click();
    await chooseMarket(page, 'ETHUSDT', 'BINANCE:ETHUSDT');
    await expect(chart).toHaveAttribute('data-instrument', 'BINANCE:ETHUSDT');
    await expect(chart).toHaveAttribute('data-state', 'live');
    await expect.poll(async () => Number(await chart.getAttribute('data-bars'))).toBeGreaterThan(50);
    const feed = simulator.feeds.get('ETHUSDT');
    for (const price of ['3020.5', '2990.25']) {
      feed?.moveTo(price);
      simulator.flush();
      await expect.poll(async () => Number(await chart.getAttribute('data-last-close'))).toBe(Number(price));
    }
  });

  await test.step('an order made elsewhere appears, and its fill once', async () => {
    await buyElsewhere('/api/v3/order', '2900');
    await buyElsewhere('/api/v3/order', '2800');
    await openTab(page, 'Orders');
    const orders = page.getByTestId('orders-panel').getByTestId('order-row');
    await expect(orders).toHaveCount(2);
    simulator.cross('ETHUSDT', 'sell', '2900', '0.5');
    await openTab(page, 'Fills');
    await expect(fillRows(page)).toHaveCount(1);
    await openTab(page, 'Positions');
    await buyElsewhere('/fapi/v1/order', '3100');
    await expect(page.getByTestId('positions-panel').getByTestId('position-row')).toHaveCount(1);
    await openTab(page, 'Fills');
    await expect(fillRows(page)).toHaveCount(
      simulator.truth.fills.length + simulator.futures.truth.fills.length,
    );
  });

  await test.step('a lost connection says so and comes back; what was filled meanwhile is there once', async () => {
    await openTab(page, 'Connections');
    connections.served.drop('Mine');
    const status = card.getByTestId('card-status');
    await expect(status).toHaveAttribute('data-status', /error|degraded/);
    await expect(status).toContainText('again in');
    await expect(card.getByTestId('card-reason')).not.toBeEmpty();
    simulator.cross('ETHUSDT', 'sell', '2800', '0.5');
    const booked = simulator.truth.fills.length + simulator.futures.truth.fills.length;
    connections.served.recover('Mine');
    await expect(status).toHaveAttribute('data-status', 'connected', { timeout: 60_000 });
    await expect(fillRows(page)).toHaveCount(booked);
    await page.waitForTimeout(1500);
    await expect(fillRows(page)).toHaveCount(booked);
    await connections.tab('Health');
  });
});

test('keys are rotated, the connection is revoked, and the log tells all of it', async ({
  connections,
  page,
}) => {
  const { venue } = connections;
  const card = await connections.connect('read', 'Mine');
  await connections.openMenu('Mine', 'Rotate keys…');
  const dialog = page.getByTestId('rotate-keys');
  await connections.enterIn(dialog, venue.keys.wrong);
  await dialog.getByTestId('rotate-replace').click();
  await expect(dialog.locator('[data-step="signature"]')).toContainText('signature wrong');
  await expect(card.getByTestId('key-hint')).toHaveText(`…${venue.hints.read}`);
  await expect(card).toHaveAttribute('data-phase', 'ready');
  await dialog.getByRole('button', { name: 'Enter again' }).click();
  await connections.enterInTerminal(venue.keys.trade);
  await dialog.getByTestId('rotate-replace').click();
  await dialog.getByTestId('rotate-done').click();
  await expect(card.getByTestId('key-hint')).toHaveText(`…${venue.hints.trade}`);
  await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');

  await connections.openMenu('Mine', 'Revoke…');
  const revoke = page.getByTestId('revoke-connection');
  await revoke.getByTestId('revoke-label').fill('Mine');
  await revoke.getByTestId('revoke-confirm').click();
  await expect(page.getByTestId('connection-card')).toHaveCount(0);
  await expect.poll(() => simulatedBinance.simulator.server.sockets.size).toBe(0);

  await connections.tab('Audit');
  const actions = () => connections.auditedActions();
  await expect.poll(actions).toEqual(expect.arrayContaining(['revoked', 'rotated', 'connected', 'created']));
  await expect(page.getByTestId('audit-chain')).toHaveText('Chain whole');
});

function fillRows(page: Page) {
  return page.getByTestId('fills-panel').getByTestId('fill-row');
}

/** As another program of the account’s owner would: half an ether, at a limit. */
async function buyElsewhere(path: '/api/v3/order' | '/fapi/v1/order', price: string): Promise<void> {
  const client = new TestClient(simulatedBinance.simulator);
  const order = { symbol: 'ETHUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.5', price };
  const { status } = await client.signed('POST', path, order);
  expect(status).toBe(200);
}
