/** A connection that reaches an account and would watch it. */
export interface Claimant {
  /** What a person calls the connection. */
  readonly label: string;
  readonly canTrade: boolean;
  /** False while somebody has disconnected it. */
  isAvailable(): boolean;
  begin(): Promise<void>;
  end(): Promise<void>;
}

interface Claim {
  readonly claimants: Claimant[];
  holder: Claimant | undefined;
  turn: Promise<void>;
}

/**
 * One account is watched and traded through one connection, however many reach it: two would store, show and judge the
 * same orders twice. The first stays until it goes, is disconnected while another is not, or may only look where another
 * may trade. The new one begins once the old one has ended.
 */
export class AccountClaims {
  readonly #claims = new Map<string, Claim>();
  readonly #log: (event: string, fields: Readonly<Record<string, unknown>>) => void;

  constructor(log: (event: string, fields: Readonly<Record<string, unknown>>) => void) {
    this.#log = log;
  }

  /** Resolves when it is settled who watches; rejects when this one was to and could not begin, and claims nothing then. */
  async claim(account: string, claimant: Claimant): Promise<void> {
    const claim = this.#claims.get(account) ?? { claimants: [], holder: undefined, turn: Promise.resolve() };
    this.#claims.set(account, claim);
    claim.claimants.push(claimant);
    try {
      await this.#settle(account, claim);
    } catch (error) {
      remove(claim.claimants, claimant);
      throw error;
    }
  }

  /** Resolves when it has ended, and whoever comes next has begun. */
  async release(account: string, claimant: Claimant): Promise<void> {
    const claim = this.#claims.get(account);
    if (claim === undefined) return;
    remove(claim.claimants, claimant);
    await this.reconsider(account);
    if (claim.claimants.length === 0 && claim.holder === undefined) this.#claims.delete(account);
  }

  /** Something about who reaches it has changed. */
  async reconsider(account: string): Promise<void> {
    const claim = this.#claims.get(account);
    if (claim === undefined) return;
    await this.#settle(account, claim).catch((error: unknown) =>
      this.#log('trading.account-not-taken-over', { account, error }),
    );
  }

  /** Labels of connections that reach it and do not watch it. */
  waitingFor(account: string): readonly string[] {
    const claim = this.#claims.get(account);
    if (claim === undefined) return [];
    return claim.claimants.filter((one) => one !== claim.holder).map(({ label }) => label);
  }

  #settle(account: string, claim: Claim): Promise<void> {
    const change = async () => {
      const best = bestOf(claim);
      const before = claim.holder;
      if (best === before) return;
      claim.holder = undefined;
      await before?.end();
      if (best === undefined) return;
      if (claim.claimants.length > 1) this.#log('trading.account-claimed', { account, through: best.label });
      claim.holder = best;
      try {
        await best.begin();
      } catch (error) {
        claim.holder = undefined;
        throw error;
      }
    };
    const turn = claim.turn.then(change);
    // Whoever comes next is not kept waiting by what went wrong before.
    claim.turn = turn.catch(() => undefined);
    return turn;
  }
}

function bestOf({ claimants, holder }: Claim): Claimant | undefined {
  const worth = (one: Claimant) => (one.isAvailable() ? 2 : 0) + (one.canTrade ? 1 : 0);
  let best = holder !== undefined && claimants.includes(holder) ? holder : claimants[0];
  for (const one of claimants) if (best !== undefined && worth(one) > worth(best)) best = one;
  return best;
}

function remove(claimants: Claimant[], claimant: Claimant): void {
  const index = claimants.indexOf(claimant);
  if (index !== -1) claimants.splice(index, 1);
}
