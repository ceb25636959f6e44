import type { KeyMaterial } from '../exchange/key-material.ts';
import type { CredentialSet } from '../exchange/simulator.ts';

export interface RithmicKey {
  readonly user: string;
  readonly password: string;
}

/** One login and what it may do. */
export interface User extends RithmicKey {
  readonly fcmId: string;
  readonly ibId: string;
  /** Without it every login is refused with code 13, as for most evaluation accounts. */
  mayUseApi: boolean;
  hasSignedAgreements: boolean;
  canTrade: boolean;
  /** Most sessions on the ticker and history plants, and on the order and P&L plants. */
  mostMarketSessions: number;
  mostOrderSessions: number;
  /** Ids of the accounts it sees; all of them where it is undefined. */
  readonly accounts: readonly string[] | undefined;
}

export interface RithmicCredentials extends CredentialSet<RithmicKey> {
  /** Another login to the same accounts, as another platform of the same trader has. */
  readonly second: RithmicKey;
  /** The market data agreements are not signed yet. */
  readonly unsigned: RithmicKey;
  /** Exactly one session for each plant. */
  readonly single: RithmicKey;
}

export const loginFcm = 'SIMFCM';
export const loginIb = 'SIMIB';

/** Logins in every state a trader may meet. */
export class UserList {
  readonly credentials: RithmicCredentials;
  private readonly users = new Map<string, User>();

  constructor(material: KeyMaterial, mostSessions: number) {
    const password = () => material.bytes(9).toString('base64url');
    const add = (user: string, differs: Partial<User> = {}): RithmicKey => {
      const added: User = {
        user,
        password: password(),
        fcmId: loginFcm,
        ibId: loginIb,
        mayUseApi: true,
        hasSignedAgreements: true,
        canTrade: true,
        mostMarketSessions: mostSessions,
        mostOrderSessions: mostSessions,
        accounts: undefined,
        ...differs,
      };
      this.users.set(user, added);
      return { user: added.user, password: added.password };
    };
    const good = add('trader@example.test');
    this.credentials = {
      good,
      second: add('trader-second'),
      wrongSecret: { user: good.user, password: 'not-the-password' },
      unknown: { user: 'nobody', password: password() },
      readOnly: add('viewer', { canTrade: false }),
      withdrawEnabled: add('trader-third'),
      ipBound: add('trader-without-api', { mayUseApi: false }),
      unsigned: add('trader-unsigned', { hasSignedAgreements: false }),
      single: add('trader-single', { mostMarketSessions: 1, mostOrderSessions: 1 }),
    };
  }

  find(name: string): User | undefined {
    return this.users.get(name);
  }

  /** Another login, with whatever differs from the usual. */
  add(user: User): void {
    this.users.set(user.user, user);
  }
}
