import type { Faults } from '../exchange/faults.ts';
import { type Client, type Login, type PlantName, plants, type Request } from './client.ts';
import { number, text } from './fields.ts';
import type { Manners } from './manners.ts';
import type { User, UserList } from './users.ts';
import type { World } from './world.ts';

/** What happens to a login above the limit. */
export type OverLimit = 'end the oldest' | 'refuse the newest';

export interface GateRules {
  readonly systems: readonly string[];
  /** Names of programs that may log in; undefined for any that has one. */
  readonly approvedApps: readonly string[] | undefined;
  readonly heartbeatSeconds: number;
  readonly overLimit: OverLimit;
  /** So many logins of one user in so short a time look like too many sessions: the earlier ones are ended. */
  readonly stagger: { readonly logins: number; readonly withinMs: number } | undefined;
  gateways(): readonly { readonly name: string; readonly uri: string }[];
}

export interface Session {
  readonly user: string;
  readonly system: string;
  readonly plant: PlantName;
  readonly since: number;
  end(): void;
}

const marketPlants: readonly PlantName[] = ['ticker', 'history', 'repository'];

/** Discovery, login, and the counting of sessions. */
export class Gate {
  /** How often a login came while the user had as many sessions on that plant as are allowed. */
  overruns = 0;
  forcedLogouts = 0;
  attempts = 0;
  private readonly clients = new Set<Client>();
  private readonly recentLogins = new Map<string, number[]>();
  private readonly rules: GateRules;
  private readonly users: UserList;
  private readonly world: World;
  private readonly manners: Manners;
  private readonly faults: Faults;
  private nextSessionId = 1;

  constructor(rules: GateRules, users: UserList, world: World, manners: Manners, faults: Faults) {
    this.rules = rules;
    this.users = users;
    this.world = world;
    this.manners = manners;
    this.faults = faults;
  }

  admit(client: Client): void {
    this.clients.add(client);
    client.onGone(() => this.clients.delete(client));
  }

  sessions(): Session[] {
    return this.loggedIn().map(({ client, login }) => ({
      user: login.user.user,
      system: login.system,
      plant: login.plant,
      since: login.since,
      end: () => this.forceLogout(client),
    }));
  }

  /** By someone who logs in elsewhere, or by the broker. */
  forceLogoutAll(plant?: PlantName): void {
    for (const { client, login } of this.loggedIn()) {
      if (plant === undefined || login.plant === plant) this.forceLogout(client);
    }
  }

  /** Every socket is gone at once, logged in or not; of one plant where it is named. */
  cutAll(plant?: PlantName): void {
    for (const client of [...this.clients]) {
      if (plant === undefined || client.login?.plant === plant) client.line.cut();
    }
  }

  /** True when it was one of the requests that need no login, or the login. */
  handle(client: Client, request: Request): boolean {
    switch (request.name) {
      case 'RequestRithmicSystemInfo':
        client.answer(request, {
          system_name: [...this.rules.systems],
          has_aggregated_quotes: this.rules.systems.map(() => false),
        });
        // A login on the same socket is not possible.
        client.line.close(1000, '');
        return true;
      case 'RequestRithmicSystemGatewayInfo':
        this.tellGateways(client, request);
        return true;
      case 'RequestLogin':
        this.logIn(client, request);
        return true;
      case 'RequestLogout':
        client.answer(request);
        client.login = undefined;
        client.line.close(1000, '');
        return true;
      default:
        return false;
    }
  }

  private tellGateways(client: Client, request: Request): void {
    const system = text(request.fields, 'system_name');
    if (!this.rules.systems.includes(system)) client.refuse(request, '7', 'no data');
    else {
      const gateways = this.rules.gateways();
      client.answer(request, {
        system_name: system,
        gateway_name: gateways.map(({ name }) => name),
        gateway_uri: gateways.map(({ uri }) => uri),
      });
    }
    client.line.close(1000, '');
  }

  private logIn(client: Client, request: Request): void {
    this.attempts += 1;
    if (this.manners.ignoresLogins) return;
    const { fields } = request;
    const plant = plants[(number(fields, 'infra_type') ?? 0) - 1];
    const user = this.users.find(text(fields, 'user'));
    const system = text(fields, 'system_name');
    if (client.login !== undefined) {
      client.refuse(request, '7', 'already logged in');
      return;
    }
    if (plant === undefined || text(fields, 'template_version') === '') {
      client.refuse(request, '7', 'an error occurred while parsing data.');
      return;
    }
    const isKnown =
      user !== undefined &&
      user.password === text(fields, 'password') &&
      this.rules.systems.includes(system) &&
      this.approves(text(fields, 'app_name'));
    if (!isKnown || !user.mayUseApi || this.faults.maintenance) {
      this.deny(client, request);
      return;
    }
    // Unsigned agreements can be read on the repository plant, which is how one finds out.
    if (!user.hasSignedAgreements && plant !== 'repository') {
      this.deny(client, request);
      return;
    }
    if (!this.makeRoom(user, system, plant)) {
      this.deny(client, request);
      return;
    }
    this.welcome(client, request, {
      user,
      system,
      plant,
      since: this.world.now(),
      uniqueId: `${this.nextSessionId}.${user.user}`,
    });
  }

  private welcome(client: Client, request: Request, login: Login): void {
    const { user } = login;
    this.nextSessionId += 1;
    client.login = login;
    client.watchHeartbeat(this.rules.heartbeatSeconds * 1000);
    client.answer(request, {
      template_version: '5.42',
      fcm_id: user.fcmId,
      ib_id: user.ibId,
      country_code: 'US',
      state_code: 'IL',
      unique_user_id: login.uniqueId,
      heartbeat_interval: this.rules.heartbeatSeconds,
    });
    this.judgeHaste(client, login);
  }

  private deny(client: Client, request: Request): void {
    client.refuse(request, '13', 'permission denied');
    client.line.close(1000, '');
  }

  private approves(app: string): boolean {
    return this.rules.approvedApps === undefined ? app !== '' : this.rules.approvedApps.includes(app);
  }

  /** False when there is none for another session. */
  private makeRoom(user: User, system: string, plant: PlantName): boolean {
    const most = marketPlants.includes(plant) ? user.mostMarketSessions : user.mostOrderSessions;
    const others = this.loggedIn().filter(
      ({ login }) => login.user === user && login.system === system && login.plant === plant,
    );
    if (others.length < most) return true;
    this.overruns += 1;
    if (this.rules.overLimit === 'refuse the newest') return false;
    for (const { client } of others.slice(0, others.length - most + 1)) this.forceLogout(client);
    return true;
  }

  private judgeHaste(client: Client, login: Login): void {
    const { stagger } = this.rules;
    if (stagger === undefined) return;
    const key = JSON.stringify([login.user.user, login.system]);
    const now = this.world.now();
    const recent = (this.recentLogins.get(key) ?? []).filter((at) => now - at < stagger.withinMs);
    recent.push(now);
    this.recentLogins.set(key, recent);
    if (recent.length < stagger.logins) return;
    for (const other of this.loggedIn()) {
      const isSame = other.login.user === login.user && other.login.system === login.system;
      if (isSame && other.client !== client) this.forceLogout(other.client);
    }
  }

  private forceLogout(client: Client): void {
    this.forcedLogouts += 1;
    client.forceLogout();
  }

  private loggedIn(): { client: Client; login: Login }[] {
    return [...this.clients].flatMap((client) =>
      client.login === undefined ? [] : [{ client, login: client.login }],
    );
  }
}
