import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright/test';
import { awaitAnswer } from '../../src-main/connections/entry-answer.ts';
import { dropValues } from '../../src-main/connections/secret-drop.ts';
import { test as base, expect } from './application.ts';

/** What a spec of the Connections page needs of a venue: its name, keys of each kind, and a way to cut it off. */
export interface ConnectionVenue {
  /** As its tile in the wizard is called. */
  readonly label: string;
  readonly keys: Readonly<
    Record<
      'trade' | 'read' | 'withdraw' | 'nothing' | 'elsewhere' | 'wrong',
      Readonly<Record<string, string>>
    >
  >;
  /** Last four characters of the id in `keys.trade` and `keys.read`. */
  readonly hints: Readonly<Record<'trade' | 'read', string>>;
  /** What a developer writes into the wizard instead of the venue's own addresses, by name. */
  readonly urls?: Readonly<Record<string, string>>;
  /** Serves the application with this venue in it. */
  serve(profile: string): Promise<ServedVenue>;
}

export interface ServedVenue {
  readonly address: string;
  /** Cuts the connection of that nickname, for longer than a blink. */
  drop(label: string): void;
  recover(label: string): void;
  /** Another login of the same user takes its place; only where a venue allows so few. */
  logOut?(label: string): void;
  stop(): Promise<void>;
}

const keyNamed = (apiKey: string) => ({ apiKey, apiSecret: `secret-of-${apiKey}` });

/** The venue without a wire. */
export const pretendedVenue: ConnectionVenue = {
  label: 'Exchange',
  keys: {
    trade: keyNamed('trade-0000-4f2a'),
    read: keyNamed('read-0000-77c1'),
    withdraw: keyNamed('withdraw-0000-dead'),
    nothing: keyNamed('nothing-0000-0000'),
    elsewhere: keyNamed('elsewhere-0000-1111'),
    wrong: keyNamed('mistyped-0000-ffff'),
  },
  hints: { trade: '4f2a', read: '77c1' },
  async serve(profile) {
    const script = fileURLToPath(new URL('./pretended/serve.ts', import.meta.url));
    const child: ChildProcess = spawn(process.execPath, [script, profile, '0'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = child;
    if (stdin === null || stdout === null) throw new Error('the host has no pipes');
    const [line] = (await Promise.race([
      once(createInterface({ input: stdout }), 'line'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`the host ended with ${code} before it was ready`);
      }),
    ])) as [string];
    const { address } = JSON.parse(line) as { address: string };
    const say = (message: object) => stdin.write(`${JSON.stringify(message)}\n`);
    return {
      address,
      drop: (label) => say({ drop: label, reason: 'The venue closed the connection.' }),
      recover: (label) => say({ recover: label }),
      logOut: (label) => say({ logout: label }),
      stop: async () => {
        if (child.exitCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      },
    };
  },
};

/** Its neighbour: a broker of prop accounts, with a system to choose and one login at a time. */
export const pretendedProp: ConnectionVenue = { ...pretendedVenue, label: 'Prop desk' };

export const passphrase = 'correct horse battery staple';
/** A passphrase is made slow to guess on purpose: 256 MiB and three passes, more on a busy machine. */
export const whileHashing = { timeout: 45_000 };

/** The Connections page of one venue, driven as a person drives it. */
export class ConnectionsPage {
  readonly page: Page;
  readonly venue: ConnectionVenue;
  readonly served: ServedVenue;
  readonly #profile: string;

  constructor(page: Page, venue: ConnectionVenue, served: ServedVenue, profile: string) {
    this.page = page;
    this.venue = venue;
    this.served = served;
    this.#profile = profile;
  }

  get wizard(): Locator {
    return this.page.getByTestId('connect-wizard');
  }

  card(label: string): Locator {
    return this.page.locator(`[data-testid="connection-card"][data-label="${label}"]`);
  }

  /**
   * Does in the terminal what the page asks for: takes the entry's number from its command, hands the values over and waits
   * for the answer, which is what is wrong with them, or empty.
   */
  async enterInTerminal(values: Readonly<Record<string, string>>): Promise<string> {
    const command = await this.page.getByTestId('entry-command').last().textContent();
    const id = command?.split(' ').at(-1) ?? '';
    await dropValues(this.#profile, id, values);
    return (await awaitAnswer(this.#profile, id, new AbortController().signal)).trouble;
  }

  /** Begins an entry in a part of the page, and makes it. */
  async enterIn(place: Locator, values: Readonly<Record<string, string>>): Promise<string> {
    await place.getByTestId('entry-begin').click();
    await expect(this.page.getByTestId('entry-command')).toBeVisible();
    return this.enterInTerminal(values);
  }

  /** The first step: the venue is chosen, its warnings are read. */
  async chooseVenue(): Promise<void> {
    await this.page.getByTestId('connect-venue').click();
    await this.wizard.getByRole('radio', { name: this.venue.label, exact: true }).check({ force: true });
    const read = this.wizard.getByLabel('I have read this');
    await expect(this.wizard.getByTestId('venue-details')).toBeVisible();
    if (await read.isVisible()) await read.check({ force: true });
    await this.page.getByTestId('wizard-next').click();
    const { urls } = this.venue;
    if (urls !== undefined) {
      const lines = Object.entries(urls).map(([name, url]) => `${name}=${url}`);
      await this.page.getByTestId('connection-urls').fill(lines.join('\n'));
    }
  }

  /** The first two steps, up to keys that have arrived. */
  async enterKeys(purpose: 'read' | 'trade', keys: Readonly<Record<string, string>>): Promise<void> {
    await this.chooseVenue();
    await this.handOver(purpose, keys);
  }

  /** What it is for, and the keys for that. */
  async handOver(purpose: 'read' | 'trade', keys: Readonly<Record<string, string>>): Promise<void> {
    await this.wizard.locator(`[data-purpose="${purpose}"]`).click();
    await this.#openVault();
    await this.enterIn(this.wizard, keys);
    await expect(this.wizard.locator('[data-testid="entry-box"][data-state="entered"]')).toBeVisible(
      whileHashing,
    );
  }

  /** Back from the test, other keys instead of the ones before. */
  async enterAgain(keys: Readonly<Record<string, string>>): Promise<void> {
    await this.page.getByTestId('wizard-back').click();
    await this.wizard.getByRole('button', { name: 'Enter again' }).click();
    await this.enterInTerminal(keys);
    await expect(this.wizard.locator('[data-testid="entry-box"][data-state="entered"]')).toBeVisible(
      whileHashing,
    );
  }

  async #openVault(): Promise<void> {
    const choosing = this.wizard.getByTestId('vault-choose');
    const ready = this.wizard.getByRole('button', { name: /^Enter the (keys|user and password)$/ });
    await expect(choosing.or(ready)).toBeVisible();
    if (!(await choosing.isVisible())) return;
    await this.enterIn(choosing, { passphrase });
    await expect(ready).toBeVisible(whileHashing);
  }

  /** On to the test, which ends so. A usable connection may have warnings. */
  async test(verdict: 'passed' | 'warning' | 'failed' | 'usable'): Promise<void> {
    await this.page.getByTestId('wizard-next').click();
    await expect(this.page.getByTestId('wizard-test')).toHaveAttribute(
      'data-verdict',
      verdict === 'usable' ? /passed|warning/ : verdict,
    );
  }

  /** All four steps to a connected card. */
  async connect(purpose: 'read' | 'trade', label: string): Promise<Locator> {
    await this.enterKeys(purpose, this.venue.keys[purpose]);
    await this.test('usable');
    const card = await this.save(label);
    await expect(card.getByTestId('card-status')).toHaveAttribute('data-status', 'connected');
    return card;
  }

  /** From a test that did not fail to a card. */
  async save(label: string): Promise<Locator> {
    await this.page.getByTestId('wizard-next').click();
    await this.page.getByTestId('connection-label').fill(label);
    await this.page.getByTestId('wizard-next').click();
    await expect(this.wizard).toBeHidden();
    return this.card(label);
  }

  async openMenu(label: string, entry: string): Promise<void> {
    await this.card(label)
      .getByRole('button', { name: /^More about/ })
      .click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  async tab(name: 'Connections' | 'Health' | 'Audit' | 'Security'): Promise<void> {
    await this.page.getByTestId('connections-panel').getByRole('tab', { name, exact: true }).click();
  }

  /** What the log on the audit tab tells, the newest first. */
  auditedActions(): Promise<(string | null)[]> {
    return this.page
      .getByTestId('audit-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-action')));
  }
}

interface VenueFixtures {
  venue: ConnectionVenue;
  connections: ConnectionsPage;
}

/** Specs of the Connections page; `test.use({ venue })` runs them against another venue. */
export const venueTest = base.extend<VenueFixtures>({
  venue: [pretendedVenue, { option: true }],
  connections: async ({ page, profile, venue }, use) => {
    const served = await venue.serve(profile);
    try {
      await page.goto(served.address);
      await page.getByTestId('welcome-connect').click();
      await expect(page.getByTestId('connect-wizard')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByTestId('connect-wizard')).toBeHidden();
      await use(new ConnectionsPage(page, venue, served, profile));
    } finally {
      await page.close();
      await served.stop();
    }
  },
});
