import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { withdrawalSentence } from '../../../src-shared/contract/connections.ts';
import { expect, openTab, smallTargets } from '../application.ts';
import { passphrase, venueTest as test, whileHashing } from '../connection-venue.ts';

test('a venue is connected in four steps, and the page never sees its keys', async ({
  connections,
  page,
  venue,
  profile,
}) => {
  const card = await connections.connect('trade', 'Main account');
  await expect(card.getByTestId('key-hint')).toHaveText(`…${venue.hints.trade}`);
  await expect(card.getByTestId('rights')).toContainText('Trade');
  await expect(card.getByTestId('card-test')).toHaveAttribute('data-result', 'passed');
  // K7: not in the page, not in what the browser keeps, not left in the folder that entries go through.
  const seen = await allKept(page);
  for (const secret of Object.values(venue.keys.trade)) expect(seen).not.toContain(secret);
  expect(await readdir(join(profile, 'entries'))).toEqual([]);

  await openTab(page, 'Accounts');
  const accounts = page.getByTestId('accounts-panel').getByRole('treegrid');
  await expect(accounts.getByTestId('account-row')).toHaveCount(1);
  await expect(accounts.getByRole('gridcell', { name: 'Live', exact: true })).toBeVisible();
  await accounts.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(accounts.getByRole('gridcell', { name: 'BTC', exact: true })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(accounts.getByRole('gridcell', { name: 'BTC', exact: true })).toBeHidden();
});

/** What is in the page and in what the browser keeps for it. */
function allKept(page: Page): Promise<string> {
  return page.evaluate(
    () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
  );
}

test('from step to step, forth and back, the focus is where reading or typing goes on', async ({
  connections,
  page,
  venue,
}) => {
  const next = page.getByTestId('wizard-next');
  await page.getByTestId('connect-venue').click();
  await connections.wizard.getByRole('radio', { name: venue.label, exact: true }).check({ force: true });
  await next.press('Enter');
  const purpose = connections.wizard.getByRole('radio', { name: 'Live prices only' });
  await expect(purpose).toBeFocused();
  await next.press('Enter');
  await expect(page.getByTestId('wizard-test')).toHaveAttribute('data-verdict', 'passed');
  await expect(page.getByTestId('wizard-test').getByRole('heading')).toBeFocused();
  await next.press('Enter');
  await expect(page.getByTestId('connection-label')).toBeFocused();
  for (let steps = 0; steps < 2; steps += 1) await page.getByTestId('wizard-back').press('Enter');
  await expect(purpose).toBeFocused();
  await page.getByTestId('wizard-back').press('Enter');
  await expect(connections.wizard.getByRole('radio', { name: venue.label, exact: true })).toBeFocused();
});

test('who does not want to wait for the next attempt asks for it, on the card or by a command', async ({
  connections,
  page,
}) => {
  const card = await connections.connect('read', 'Mine');
  const status = card.getByTestId('card-status');
  for (const place of ['card', 'palette'] as const) {
    connections.served.drop('Mine');
    await expect(status).toContainText(/again in/);
    if (place === 'card') await card.getByRole('button', { name: 'Retry now' }).click();
    else {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('retry waiting');
      await page.keyboard.press('Enter');
    }
    await expect(status).toHaveAttribute('data-status', 'connected');
    await expect(card.getByRole('button', { name: 'Retry now' })).toHaveCount(0);
  }
});

test('prices need no keys: three steps with the defaults', async ({ connections, page, venue }) => {
  await page.getByTestId('connect-venue').click();
  await connections.wizard.getByRole('radio', { name: venue.label, exact: true }).check({ force: true });
  await page.getByTestId('wizard-next').click();
  await connections.test('passed');
  await page.getByTestId('wizard-next').click();
  await page.getByTestId('wizard-next').click();
  await expect(connections.card(venue.label)).toContainText('public prices only');
});

test('a wrong key, a key without rights and a key of another address are told apart, and none is saved', async ({
  connections,
  page,
  venue,
}) => {
  const steps = page.getByTestId('test-steps');
  await connections.enterKeys('read', venue.keys.wrong);
  await connections.test('failed');
  await expect(steps.locator('[data-step="signature"]')).toHaveAttribute('data-result', 'failed');
  await expect(page.getByTestId('wizard-next')).toBeDisabled();

  for (const [keys, step] of [
    [venue.keys.nothing, 'permissions'],
    [venue.keys.elsewhere, 'address'],
  ] as const) {
    await connections.enterAgain(keys);
    await connections.test('failed');
    await expect(steps.locator(`[data-step="${step}"]`)).toHaveAttribute('data-result', 'failed');
  }
  await page.keyboard.press('Escape');
  await expect(connections.wizard).toBeHidden();
  await expect(page.getByTestId('connection-card')).toHaveCount(0);
});

test('K9: a key that may withdraw is saved only after the sentence was typed', async ({
  connections,
  page,
  venue,
}) => {
  await connections.enterKeys('trade', venue.keys.withdraw);
  await connections.test('usable');
  await page.getByTestId('wizard-next').click();
  await expect(page.getByTestId('withdrawal-guard')).toBeVisible();
  await expect(page.getByTestId('wizard-next')).toBeDisabled();
  await page.getByTestId('withdrawal-words').fill('yes, whatever');
  await expect(page.getByTestId('wizard-next')).toBeDisabled();
  await page.getByTestId('withdrawal-words').fill(withdrawalSentence);
  await page.getByTestId('wizard-next').click();
  await expect(connections.card(venue.label).getByTestId('rights')).toContainText('MAY WITHDRAW');
  await connections.tab('Security');
  await expect(page.locator('[data-practice="withdrawal"]')).toHaveAttribute('data-result', 'missed');
});

test('going back keeps what was chosen; a changed setting asks for another test, a nickname does not', async ({
  connections,
  page,
}) => {
  const { venue } = connections;
  await connections.enterKeys('trade', venue.keys.trade);
  await connections.test('passed');
  await page.getByTestId('wizard-back').click();
  await expect(connections.wizard.getByRole('radio', { name: 'Trade' })).toBeChecked();
  await expect(connections.wizard.locator('[data-testid="entry-box"][data-state="entered"]')).toBeVisible();
  await connections.test('passed');
  await page.getByTestId('wizard-next').click();
  await page.getByTestId('connection-label').fill('Renamed');
  await expect(page.getByTestId('wizard-next')).toBeEnabled();
  await connections.wizard.getByLabel('Futures').uncheck({ force: true });
  await page.getByTestId('wizard-retest').click();
  await expect(page.getByTestId('wizard-test')).toHaveAttribute('data-verdict', 'passed');
  await page.getByTestId('wizard-next').click();
  await page.getByTestId('wizard-next').click();
  await expect(connections.card('Renamed')).toBeVisible();
});

test('new keys replace the old ones only after their test', async ({ connections, page, venue }) => {
  const card = await connections.connect('read', 'Mine');
  await connections.openMenu('Mine', 'Rotate keys…');
  const dialog = page.getByTestId('rotate-keys');
  await connections.enterIn(dialog, venue.keys.wrong);
  await dialog.getByTestId('rotate-replace').click();
  await expect(dialog.locator('[data-step="signature"]')).toHaveAttribute('data-result', 'failed');
  await expect(dialog).toContainText('nothing was saved');
  await expect(card.getByTestId('key-hint')).toHaveText(`…${venue.hints.read}`);
  await expect(card).toHaveAttribute('data-phase', 'ready');

  await dialog.getByRole('button', { name: 'Enter again' }).click();
  await connections.enterInTerminal(venue.keys.trade);
  await dialog.getByTestId('rotate-replace').click();
  await dialog.getByTestId('rotate-done').click();
  await expect(card.getByTestId('key-hint')).toHaveText(`…${venue.hints.trade}`);
  await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');
});

test('revoking asks for the nickname, and the log keeps everything that was done', async ({
  connections,
  page,
}) => {
  await connections.connect('read', 'To go');
  await connections.openMenu('To go', 'Switch off');
  await expect(connections.card('To go').getByTestId('card-status')).toContainText('Switched off');
  await connections.openMenu('To go', 'Revoke…');
  const dialog = page.getByTestId('revoke-connection');
  await dialog.getByTestId('revoke-label').fill('to g');
  await expect(dialog.getByTestId('revoke-confirm')).toBeDisabled();
  await dialog.getByTestId('revoke-label').fill('To go');
  await dialog.getByTestId('revoke-confirm').click();
  await expect(page.getByTestId('connection-card')).toHaveCount(0);

  await connections.tab('Audit');
  const actions = () => connections.auditedActions();
  await expect.poll(actions).toEqual(['revoked', 'disabled', 'connected', 'created']);
  await expect(page.getByTestId('audit-chain')).toHaveText('Chain whole');
  await page.getByTestId('audit-tab').getByPlaceholder('Search').fill('wiped');
  await expect.poll(actions).toEqual(['revoked']);
  const downloading = page.waitForEvent('download');
  await page.getByTestId('audit-export').click();
  const file = await (await downloading).path();
  const csv = await readFile(file, 'utf8');
  expect(csv.split('\r\n')[0]).toContain('previous hash');
  expect(csv).toContain('revoked');
});

test('a lost connection is seen on its card, in the status bar and in its history, and so is its return', async ({
  connections,
  page,
}) => {
  const card = await connections.connect('read', 'Mine');
  connections.served.drop('Mine');
  await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'error');
  await expect(card.getByTestId('card-reason')).toContainText('The venue closed the connection.');
  await expect(page.getByTestId('status-bar')).toContainText('waiting to retry');
  connections.served.recover('Mine');
  await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');
  await connections.tab('Health');
  const detail = page.getByTestId('health-detail');
  await expect(detail).toContainText('Lost, waiting to retry.');
  await page.getByTestId('status-bar').getByRole('button', { name: 'Mine' }).click();
  await expect(page.getByTestId('connections-panel')).toBeVisible();
});

test('after a restart connections with keys wait until the keys are unlocked', async ({
  connections,
  page,
  venue,
  profile,
}) => {
  await connections.connect('read', 'Mine');
  await connections.served.stop();
  const again = await venue.serve(profile);
  try {
    await page.goto('about:blank');
    await page.goto(again.address);
    await page.getByTestId('status-bar').getByRole('button', { name: 'Keys locked' }).click();
    const card = connections.card('Mine');
    await expect(card.getByTestId('card-status')).toContainText('Keys locked');
    const unlock = page.getByTestId('vault-locked');
    await connections.enterIn(unlock, { passphrase: 'not the passphrase' });
    await expect(page.getByTestId('entry-trouble')).toBeVisible(whileHashing);
    // After a wrong one the next try has to wait a second.
    await expect.poll(() => connections.enterInTerminal({ passphrase }), whileHashing).toBe('');
    await expect(unlock).toBeHidden(whileHashing);
    await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');
    await expect(page.getByTestId('status-bar')).not.toContainText('Keys locked');
  } finally {
    await page.close();
    await again.stop();
  }
});

test('the passphrase is changed, keys are locked and unlocked, and no passphrase is ever in the page', async ({
  connections,
  page,
  venue,
}) => {
  await connections.connect('read', 'Mine');
  await connections.tab('Security');
  const section = page.getByTestId('vault-section');
  const entry = section.getByTestId('entry-box').first();
  const fresh = 'another passphrase of mine';
  await section.locator('[data-wish="change-passphrase"]').click();
  await expect(page.getByTestId('entry-command')).toBeVisible();
  expect(await connections.enterInTerminal({ passphrase, fresh: 'short' })).toContain('12 characters');
  await expect(page.getByTestId('entry-trouble')).toBeVisible();
  expect(await connections.enterInTerminal({ passphrase, fresh })).toBe('');
  await expect(entry).toHaveAttribute('data-state', 'entered');

  await section.getByLabel('Lock when no key was used for').selectOption('30');
  await page.reload();
  await connections.tab('Security');
  await expect(section.getByLabel('Lock when no key was used for')).toHaveValue('30');

  await page.getByTestId('vault-lock').click();
  await expect(section).toHaveAttribute('data-phase', 'locked');
  await section.getByText('The passphrase or the keychain is lost').click();
  await expect(section.locator('[data-wish="start-anew-passphrase"]')).toBeVisible();
  const locked = section.getByTestId('vault-locked');
  expect(await connections.enterIn(locked, { passphrase: fresh })).toBe('');
  await expect(section).toHaveAttribute('data-phase', 'ready');
  const seen = await allKept(page);
  for (const secret of [passphrase, fresh, ...Object.values(venue.keys.read)])
    expect(seen).not.toContain(secret);
});

test('the whole wizard works with the keyboard alone', async ({ connections, page, venue }) => {
  await page.keyboard.press('Control+K');
  await page.keyboard.type('Connect a venue');
  await expect(page.getByRole('option', { name: 'Connect a venue', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(connections.wizard).toBeVisible();
  await page.keyboard.press('Space');
  await expect(connections.wizard.getByRole('radio', { name: venue.label, exact: true })).toBeChecked();
  const next = page.getByTestId('wizard-next');
  const onwards = async () => {
    for (let press = 0; press < 12; press += 1) {
      if (await next.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(next).toBeFocused();
    await page.keyboard.press('Enter');
  };
  await onwards();
  const purpose = connections.wizard.getByRole('radio', { name: 'Live prices only' });
  await expect(purpose).toBeChecked();
  await expect(purpose).toBeFocused();
  await onwards();
  await expect(page.getByTestId('wizard-test')).toHaveAttribute('data-verdict', 'passed');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a venue is connected, every account panel fits, and whatever can be touched is 40 px or more', async ({
    connections,
    page,
  }) => {
    await connections.connect('read', 'Mine');
    for (const name of ['Connections', 'Accounts', 'Positions', 'Orders', 'Fills']) {
      await page.getByTestId('phone-switcher').getByRole('button', { name, exact: true }).tap();
      const panel = page.getByTestId(`${name.toLowerCase()}-panel`);
      await expect(panel).toBeVisible();
      await expect(
        panel.locator('[data-testid$="-row"], [data-testid="connection-card"]').first(),
      ).toBeVisible();
      const tooWide = await panel.evaluate((element) =>
        [...element.querySelectorAll('[role="grid"], [role="treegrid"]')].some(
          (table) => table.scrollWidth > table.clientWidth,
        ),
      );
      expect({ tooWide, small: await smallTargets(panel) }, name).toEqual({ tooWide: false, small: [] });
    }
  });
});
