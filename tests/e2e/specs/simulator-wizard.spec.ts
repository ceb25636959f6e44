import type { TestStepCard } from '../../../src-shared/contract/connections.ts';
import { expect, openTab } from '../application.ts';
import { type ConnectionsPage, venueTest as test } from '../connection-venue.ts';
import {
  type SimulatedVenue,
  simulatedBinance,
  simulatedCoinbase,
  simulatedKraken,
  simulatedZerodha,
} from '../simulated-venue.ts';

interface Refusal {
  readonly kind: 'wrong' | 'nothing' | 'elsewhere';
  /** The step that says so, how it ends, and words that only this trouble has. */
  readonly step: TestStepCard['step'];
  readonly result: 'failed' | 'warning';
  readonly words: RegExp;
}

interface Case {
  readonly venue: SimulatedVenue;
  readonly refusals: readonly Refusal[];
  /** As it stands on the card. */
  readonly rights: readonly string[];
  readonly currency: string;
}

const cases: readonly Case[] = [
  {
    venue: simulatedBinance,
    refusals: [
      { kind: 'wrong', step: 'signature', result: 'failed', words: /signature wrong/ },
      { kind: 'nothing', step: 'permissions', result: 'warning', words: /may read but not trade/ },
      { kind: 'elsewhere', step: 'signature', result: 'failed', words: /address/ },
    ],
    rights: ['Read', 'Trade', 'Any address'],
    currency: 'USDT',
  },
  {
    venue: simulatedCoinbase,
    refusals: [
      { kind: 'wrong', step: 'signature', result: 'failed', words: /belongs to another private key/ },
      { kind: 'nothing', step: 'permissions', result: 'failed', words: /View/ },
      { kind: 'elsewhere', step: 'signature', result: 'failed', words: /IP allowlist/ },
    ],
    rights: ['Read', 'Trade'],
    currency: 'USD',
  },
  {
    venue: simulatedKraken,
    refusals: [
      { kind: 'wrong', step: 'signature', result: 'failed', words: /signature|private key/i },
      { kind: 'nothing', step: 'permissions', result: 'failed', words: /lacks/ },
      { kind: 'elsewhere', step: 'signature', result: 'failed', words: /address/ },
    ],
    rights: ['Read', 'Trade', 'Any address'],
    currency: 'USD',
  },
  {
    venue: simulatedZerodha,
    refusals: [
      { kind: 'wrong', step: 'signature', result: 'failed', words: /log in/i },
      { kind: 'nothing', step: 'permissions', result: 'warning', words: /not trade/ },
      {
        kind: 'elsewhere',
        step: 'address',
        result: 'failed',
        words: /only from registered addresses, and 127\.0\.0\.1 is not one/,
      },
    ],
    rights: ['Read', 'Trade', 'Bound to address'],
    currency: 'INR',
  },
];

for (const { venue, refusals, rights, currency } of cases) {
  test.describe(venue.label, () => {
    test.use({ venue });

    test('keys that will not do are told apart in words; the right ones connect', async ({
      connections,
      page,
    }) => {
      for (const [index, { kind, step, result, words }] of refusals.entries()) {
        if (index === 0) await connections.enterKeys('trade', venue.keys[kind]);
        else await connections.enterAgain(venue.keys[kind]);
        await connections.test(result);
        const told = page.getByTestId('test-steps').locator(`[data-step="${step}"]`);
        await expect(told).toHaveAttribute('data-result', result);
        await expect(told).toContainText(words);
        if (result === 'failed') await expect(page.getByTestId('wizard-next')).toBeDisabled();
      }

      await connections.enterAgain(venue.keys.trade);
      await connections.test('usable');
      const card = await connections.save('Mine');
      await expect(card.getByTestId('key-hint')).toHaveText(`…${venue.hints.trade}`);
      if (venue === simulatedZerodha) await logIn(connections);
      await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');

      await openTab(page, 'Accounts');
      const accounts = page.getByTestId('accounts-panel').getByRole('treegrid');
      // Until it has been compared with the venue an account has nothing to open.
      const isLive = accounts.getByRole('gridcell', { name: 'Live', exact: true });
      await expect(isLive.first()).toBeVisible({ timeout: 45_000 });
      await accounts.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await expect(accounts.getByRole('gridcell', { name: currency, exact: true }).first()).toBeVisible();

      // What a key may do is known from the last test, which Zerodha answers only after the login.
      if (venue === simulatedZerodha) {
        await card.getByRole('button', { name: 'Test', exact: true }).click();
      }
      for (const right of rights) await expect(card.getByTestId('rights')).toContainText(right);
    });
  });
}

/** The day's login, by pasting what the browser's address became. */
async function logIn(connections: ConnectionsPage): Promise<void> {
  const { page } = connections;
  const { simulator } = simulatedZerodha;
  await expect(connections.card('Mine').getByTestId('card-status')).toContainText('Login needed');
  // Saving such a connection opens it by itself.
  const dialog = page.getByTestId('login-dialog');
  const link = dialog.getByRole('link');
  await expect(link).toHaveAttribute('href', new RegExp(`api_key=${simulator.credentials.good.apiKey}`));
  const redirect = 'http://127.0.0.1:8591/kite?action=login&type=login';
  const paste = async (answer: string) => {
    await dialog.getByTestId('login-answer').fill(answer);
    await dialog.getByRole('button', { name: 'Finish login' }).click();
  };
  await paste(`${redirect}&status=success&request_token=${'0'.repeat(32)}`);
  await expect(dialog.getByRole('alert')).toContainText('open the login page again');
  await paste(`${redirect}&status=success&request_token=${simulator.signIn(simulator.credentials.good)}`);
  await expect(dialog).toBeHidden();
}
