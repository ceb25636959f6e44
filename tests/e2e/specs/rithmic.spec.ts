import { ProtocolClient } from '../../simulators/rithmic/testing/protocol-client.ts';
import { chartPanel, expect, openTab } from '../application.ts';
import { type ConnectionsPage, venueTest as test } from '../connection-venue.ts';
import { simulatedRithmic } from '../simulated-venue.ts';

test.use({ venue: simulatedRithmic });

const system = 'Apex';
const evaluation = 'EVAL-50K-117';

test('a system is chosen, a contract is charted, the account’s floor moves, and a forced logout is handled', async ({
  connections,
  page,
}) => {
  test.slow();
  const card = await test.step('the gateway names its systems, and the login is made for one', async () => {
    await connections.chooseVenue();
    await chooseSystem(connections);
    await connections.handOver('trade', connections.venue.keys.trade);
    await page.getByTestId('wizard-next').click();
    const test = page.getByTestId('wizard-test');
    await expect(test).toHaveAttribute('data-verdict', /passed|warning/);
    // There are no keys and nothing is signed.
    await expect(test).not.toContainText(/\bkeys?\b|signature/i);
    await expect(test).toContainText('with routes for orders to');
    await expect(test.getByTestId('rights')).toContainText('Trading not told');
    const saved = await connections.save('Prop');
    await expect(saved.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');
    await expect(saved.getByTestId('card-sessions')).toContainText('1 of 2 logins');
    return saved;
  });

  await test.step('a futures contract has its history and goes on live', async () => {
    await openTab(page, '· 5m');
    const chart = chartPanel(page);
    await chart.getByTestId('chart-symbol').click();
    const search = page.getByTestId('instrument-search');
    for (const words of ['/ES', 'es dec 26', 'ESZ6']) {
      await search.getByRole('combobox').fill(words);
      await expect(search.getByRole('option').first()).toHaveAttribute('data-instrument', 'CME:ESZ6');
    }
    await search.locator('[role="option"][data-instrument="CME:ESZ6"]').first().click();
    await expect(chart).toHaveAttribute('data-instrument', 'CME:ESZ6');
    await expect(chart).toHaveAttribute('data-state', 'live');
    await expect.poll(async () => Number(await chart.getAttribute('data-bars'))).toBeGreaterThan(50);
    const before = await chart.getAttribute('data-last-close');
    await expect.poll(() => chart.getAttribute('data-last-close')).not.toBe(before);
  });

  await test.step('what another program buys moves the account’s profit and the floor that follows it', async () => {
    await openTab(page, 'Accounts');
    const panel = page.getByTestId('accounts-panel');
    const row = panel.getByRole('row', { name: /Evaluation 50K/ });
    await expect(row.getByTestId('distance-to-liquidation')).toContainText('2,500.00 USD');
    // Room for the details beneath the table.
    await page.setViewportSize({ width: 1440, height: 1300 });
    await row.click();
    const detail = panel.getByTestId('standing-detail');
    await expect(detail).toContainText('Evaluation 50K');
    await expect(detail).toContainText('47,500.00 USD');
    const { rithmic } = simulatedRithmic.simulator;
    await buyElsewhere(2);
    // Fifty points up are 5,000 dollars: the floor follows as far as it goes.
    const last = rithmic.exchange.market('ESZ6').lastPrice;
    rithmic.feeds.get('ESZ6')?.moveTo(last.plus(50).toFixed(2));
    await expect(detail.getByText('Liquidated at').locator('..')).toContainText('50,100.00 USD');
    // The balance holds the open profit: the distance is what is really left.
    const left = detail.getByText('To liquidation').locator('..');
    await expect(left).toContainText(/^To liquidation4,\d{3}\.\d\d USD100% left$/);
    const profit = () => row.innerText();
    const first = await profit();
    await expect.poll(profit).not.toBe(first);
    await openTab(page, 'Positions');
    await expect(page.getByTestId('positions-panel').getByTestId('position-row')).toHaveCount(1);
    const quarters = /^[\d,]+\.(00|25|50|75)$/;
    await openTab(page, 'Fills');
    const fill = page.getByTestId('fills-panel').getByRole('row', { name: /ESZ6/ }).first();
    await expect(fill).toBeVisible();
    await expect(fill.getByRole('gridcell').filter({ hasText: quarters })).toHaveCount(1);
  });

  await test.step('another login ends this one in words, nothing comes back by itself, and one takes over', async () => {
    await openTab(page, 'Connections');
    simulatedRithmic.simulator.rithmic.forceLogout();
    const status = card.getByTestId('card-status');
    await expect(status).toContainText('Logged out elsewhere');
    await expect(card.getByTestId('card-reason')).toContainText('logged this connection out');
    await page.waitForTimeout(3000);
    expect(simulatedRithmic.simulator.rithmic.sessions().filter(isOurs)).toEqual([]);
    await openTab(page, 'Accounts');
    await expect(page.getByTestId('accounts-panel').locator('[data-stale]').first()).toBeVisible();
    await card.getByRole('button', { name: 'Take over' }).click();
    await expect(status).toHaveAttribute('data-status', 'connected');
    await expect(page.getByTestId('accounts-panel').locator('[data-stale]')).toHaveCount(0);
  });
});

test('what keeps a login out is told apart in words', async ({ connections, page }) => {
  await connections.chooseVenue();
  await chooseSystem(connections);
  const { keys } = connections.venue;
  await connections.handOver('trade', keys.elsewhere);
  await connections.test('failed');
  const steps = page.getByTestId('test-steps');
  // Code 13 says nothing about the password.
  await expect(steps).toContainText('API');
  await expect(steps).not.toContainText(/wrong password/i);
  await connections.enterAgain(keys.nothing);
  await connections.test('failed');
  await expect(steps).toContainText(/agreement/i);
  await expect(page.getByTestId('wizard-next')).toBeDisabled();
});

async function chooseSystem({ wizard, page }: ConnectionsPage): Promise<void> {
  await expect(wizard.getByTestId('session-notice')).toContainText('logs out');
  await wizard.getByTestId('discover-system').click();
  await expect(wizard).toContainText(/The gateway named \d+/);
  const field = wizard.getByTestId('setting-system');
  await field.click();
  await page.keyboard.type(system);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(/Apex/);
  const gateway = wizard.getByTestId('setting-gateway');
  await gateway.click();
  await page.getByRole('listbox', { name: 'Gateway' }).getByRole('option').first().click();
}

/** With another login to the same accounts, as another platform of the same trader has. */
async function buyElsewhere(quantity: number): Promise<void> {
  const { rithmic } = simulatedRithmic.simulator;
  const { key } = rithmic.account(evaluation, system);
  const client = new ProtocolClient(rithmic.connect());
  await client.logIn(rithmic.credentials.second, 'order', { system_name: system });
  await client.ask('RequestNewOrder', {
    ...key,
    symbol: 'ESZ6',
    exchange: 'CME',
    quantity,
    trade_route: `${key.fcm_id.toLowerCase()}-cme`,
    manual_or_auto: 2,
    duration: 1,
    transaction_type: 1,
    price_type: 2,
  });
}

function isOurs({ user }: { readonly user: string }): boolean {
  return user === simulatedRithmic.simulator.credentials.good.user;
}
