import type { Locator } from 'playwright/test';
import { expect, openTab } from '../application.ts';
import { type ConnectionsPage, pretendedProp, venueTest as test } from '../connection-venue.ts';

test.use({ venue: pretendedProp });

test('a broker’s system is chosen from a list, asked of the gateway, or refused in words', async ({
  connections,
  page,
}) => {
  await connections.chooseVenue();
  const { wizard } = connections;
  await expect(wizard.getByTestId('session-notice')).toContainText('one login');
  const system = wizard.getByTestId('setting-system');
  await system.click();
  // Only what belongs to the environment.
  await expect(page.getByRole('listbox', { name: 'System' }).getByRole('option')).toHaveText(['Prop Live']);
  await page.keyboard.press('Escape');
  await expect(wizard).toBeVisible();

  const gateway = wizard.getByTestId('setting-gateway');
  await gateway.fill('wss://none.example');
  await wizard.getByTestId('discover-system').click();
  await expect(wizard.getByRole('alert')).toContainText('no gateway at none.example');
  await gateway.fill('wss://slow.example');
  await wizard.getByTestId('discover-system').click();
  await expect(wizard.getByRole('status')).toContainText('Asking the gateway');
  await wizard.getByTestId('discover-system').click();
  await expect(wizard.getByRole('status')).toBeHidden();
  await gateway.fill('wss://gateway.example:443');
  await wizard.getByTestId('discover-system').click();
  await expect(wizard).toContainText('The gateway named 3');
  await system.click();
  await page.keyboard.type('second');
  await page.keyboard.press('Enter');
  await expect(system).toHaveValue('Second Desk');

  await connections.handOver('trade', connections.venue.keys.trade);
  await connections.test('passed');
  const card = await connections.save('Desk');
  await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');
  await expect(card.getByTestId('card-sessions')).toContainText('1 of 1 login');

  // Another choice is another connection to test, and the old one is there to be changed.
  await connections.openMenu('Desk', 'Edit…');
  const edit = page.getByTestId('edit-connection');
  await expect(edit.getByTestId('setting-system')).toHaveValue('Second Desk');
  await edit.getByTestId('setting-system').fill('');
  await expect(edit.getByRole('button', { name: 'Save' })).toBeDisabled();
});

async function connectDesk(connections: ConnectionsPage): Promise<Locator> {
  await connections.chooseVenue();
  await connections.wizard.getByTestId('setting-system').fill('Prop Live');
  await connections.handOver('trade', connections.venue.keys.trade);
  await connections.test('passed');
  const card = await connections.save('Desk');
  await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');
  return card;
}

test('a prop account shows its broker’s floor as it moves, its owner’s mark, and exits under their entry', async ({
  connections,
  page,
}) => {
  await connectDesk(connections);
  await openTab(page, 'Accounts');
  // Room for the details beneath the table.
  await page.setViewportSize({ width: 1440, height: 1300 });
  const panel = page.getByTestId('accounts-panel');
  const detail = panel.getByTestId('standing-detail');
  await expect(detail).toContainText('The broker’s own figures');
  await expect(detail).toContainText('48,000.00 USD');
  const distance = panel.getByTestId('distance-to-liquidation');
  const first = await distance.innerText();
  await expect.poll(() => distance.innerText()).not.toBe(first);
  await expect(panel.getByRole('gridcell', { name: 'Live', exact: true })).toBeVisible();

  // The name only suggests; nothing is marked until its owner does.
  await expect(panel.locator('[data-tag]')).toHaveCount(0);
  await panel.getByTestId('suggested-tag').click();
  await expect(panel.locator('[data-tag="evaluation"]').first()).toBeVisible();
  await expect(panel.getByTestId('suggested-tag')).toHaveCount(0);
  await panel.getByTestId('account-row').click({ button: 'right' });
  await page.getByRole('menuitemradio', { name: 'Funded' }).click();
  await expect(panel.locator('[data-tag="funded"]').first()).toBeVisible();

  await openTab(page, 'Orders');
  const orders = page.getByTestId('orders-panel');
  await expect(orders.getByTestId('order-row')).toHaveCount(3);
  await expect(orders).toContainText('Stop, trails 12');
  await orders.getByRole('button', { name: 'Hide its 2 exits' }).click();
  await expect(orders.getByTestId('order-row')).toHaveCount(1);
  await expect(orders.locator('[data-tag="funded"]').first()).toBeVisible();
});

test('a connection that another login ended stays off until its owner takes over', async ({
  connections,
}) => {
  const card = await connectDesk(connections);
  const status = card.getByTestId('card-status');
  connections.served.logOut?.('Desk');
  await expect(status).toContainText('Logged out elsewhere');
  await expect(card.getByTestId('card-reason')).toContainText('another login of yours');
  await card.getByRole('button', { name: 'Take over' }).click();
  await expect(status).toHaveAttribute('data-status', 'connected');
  // Before one connects by hand it is told what that does to the other.
  await card.getByRole('button', { name: 'Disconnect' }).click();
  await expect(card.getByTestId('session-notice')).toBeVisible();
});
