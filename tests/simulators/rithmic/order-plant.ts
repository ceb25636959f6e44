import type { AccountBook, RithmicAccount } from './accounts.ts';
import type { Basket, Told } from './basket.ts';
import { Brackets, checkBracket } from './brackets.ts';
import type { Client, Request } from './client.ts';
import { type Fields, flag, number, stamp, text, texts } from './fields.ts';
import type { Floor } from './floor.ts';
import { misread, processed, RequestRefused } from './order-codes.ts';
import { OrderDesk } from './order-desk.ts';
import { dateHandlers, listHandlers } from './order-lists.ts';
import { checkRisk, readTerms } from './order-request.ts';
import { readPair } from './pair-request.ts';
import { accountRow, productRiskRows, riskRow } from './risk-rows.ts';
import { routeOf, routeRows } from './routes.ts';
import { accountOf, accountsOf } from './scope.ts';
import { listExchangePermissions } from './ticker-reference.ts';

type Wish = 'orders' | 'brackets' | 'floors' | 'routes';

/** Accounts, orders and their story. */
export class OrderPlant {
  readonly desk: OrderDesk;
  readonly brackets: Brackets;
  private readonly floor: Floor;
  private readonly accounts: AccountBook;
  private readonly wishes = new Map<Client, Set<string>>();

  constructor(floor: Floor, accounts: AccountBook) {
    this.floor = floor;
    this.accounts = accounts;
    this.desk = new OrderDesk(floor);
    this.desk.onTold((basket, told) => this.publish(basket, told));
    this.brackets = new Brackets(floor, this.desk, (entry, fields) =>
      this.tellAll('brackets', entry.account, 'BracketUpdates', fields),
    );
    this.desk.onBasket((basket, event) => {
      if (event === 'filled' && basket.isComplete) this.cancelLinked(basket);
    });
  }

  /** @throws RequestRefused. False for what this plant does not serve. */
  handle(client: Client, request: Request): boolean {
    const handler = this.handlers[request.name];
    if (handler === undefined) return false;
    handler(client, request);
    return true;
  }

  tellFloor(account: RithmicAccount, fields: Fields): void {
    this.tellAll('floors', account, 'AccountRmsUpdates', fields);
  }

  /** A route goes down or comes up. */
  setRoute(exchange: string, status: string): void {
    for (const [client, wishes] of this.wishes) {
      if (!wishes.has('routes')) continue;
      for (const row of routeRows(accountsOf(client, this.accounts), this.floor.listing)) {
        if (row.exchange === exchange && row.is_default === true)
          client.push('TradeRoute', { ...row, status });
      }
    }
  }

  private readonly handlers: Readonly<Record<string, (client: Client, request: Request) => void>> = {
    RequestLoginInfo: (client, request) => this.tellLogin(client, request),
    RequestAccountList: (client, request) =>
      client.list(request, accountsOf(client, this.accounts).map(accountRow), () => this.interject(client)),
    RequestAccountRmsInfo: (client, request) =>
      client.list(request, accountsOf(client, this.accounts).map(riskRow), () => this.interject(client)),
    RequestProductRmsInfo: (client, request) => {
      const account = accountOf(client, this.accounts, request.fields);
      client.list(request, productRiskRows(account, this.floor.listing));
    },
    RequestTradeRoutes: (client, request) => {
      if (flag(request.fields, 'subscribe_for_updates')) this.wish(client, 'routes');
      client.list(request, routeRows(accountsOf(client, this.accounts), this.floor.listing), () =>
        this.interject(client),
      );
    },
    RequestListExchangePermissions: (client, request) => listExchangePermissions(this.floor, client, request),
    RequestSubscribeForOrderUpdates: (client, request) => this.subscribe(client, request, 'orders'),
    RequestSubscribeToBracketUpdates: (client, request) => this.subscribe(client, request, 'brackets'),
    RequestAccountRmsUpdates: (client, request) => this.wantFloors(client, request),
    RequestNewOrder: (client, request) => this.placeOrder(client, request),
    RequestBracketOrder: (client, request) => this.placeBracket(client, request),
    RequestOCOOrder: (client, request) => this.placePair(client, request),
    RequestModifyOrder: (client, request) => {
      const [account, basket] = this.named(client, request);
      this.mustTrade(client, account);
      const terms = this.desk.readChange(basket, request.fields);
      this.acknowledge(client, request, basket, () => this.desk.modify(basket, terms));
    },
    RequestCancelOrder: (client, request) => {
      const [, basket] = this.named(client, request);
      this.mustSayHow(request);
      this.acknowledge(client, request, basket, () => this.desk.cancel(basket));
    },
    RequestCancelAllOrders: (client, request) => {
      const account = accountOf(client, this.accounts, request.fields);
      this.mustSayHow(request);
      if (number(request.fields, 'user_type') === undefined) throw misread();
      client.answer(request);
      for (const basket of this.desk.working(account)) if (!basket.isComplete) this.desk.cancel(basket);
    },
    RequestExitPosition: (client, request) => this.exit(client, request),
    RequestUpdateTargetBracketLevel: (client, request) => {
      const [, entry] = this.named(client, request);
      const { fields } = request;
      const [level, ticks] = [number(fields, 'level'), number(fields, 'target_ticks')];
      this.brackets.moveLevel(entry, 'target', level, ticks);
      client.answer(request);
    },
    RequestUpdateStopBracketLevel: (client, request) => {
      const [, entry] = this.named(client, request);
      const { fields } = request;
      this.brackets.moveLevel(entry, 'stop', number(fields, 'level'), number(fields, 'stop_ticks'));
      client.answer(request);
    },
    RequestShowBrackets: (client, request) => {
      const account = accountOf(client, this.accounts, request.fields);
      client.list(request, this.brackets.rows('target', this.desk.of(account)));
    },
    RequestShowBracketStops: (client, request) => {
      const account = accountOf(client, this.accounts, request.fields);
      client.list(request, this.brackets.rows('stop', this.desk.of(account)));
    },
    RequestLinkOrders: (client, request) => this.link(client, request),
    RequestModifyOrderReferenceData: (client, request) => {
      const [, basket] = this.named(client, request);
      basket.userTag = text(request.fields, 'user_tag');
      client.answer(request);
    },
    RequestOrderSessionConfig: (client, request) => client.answer(request),
    RequestEasyToBorrowList: (client, request) => client.list(request, []),
    RequestGetUserInfo: (client, request) => {
      const { user } = this.loginOf(client);
      client.list(request, [
        {
          fcm_id: user.fcmId,
          ib_id: user.ibId,
          user: user.user,
          type: 'Trader',
          status: 'active',
          tp_max_session_count: user.mostMarketSessions,
          op_max_session_count: user.mostOrderSessions,
        },
      ]);
    },
    RequestShowOrderHistoryDates: (client, request) => {
      const baskets = accountsOf(client, this.accounts).flatMap((account) => this.desk.of(account));
      dateHandlers(client, request, baskets);
    },
    ...Object.fromEntries(
      Object.entries(listHandlers).map(([name, run]) => [
        name,
        (client: Client, request: Request) =>
          run(
            {
              floor: this.floor,
              baskets: this.desk.of(accountOf(client, this.accounts, request.fields)),
            },
            client,
            request,
          ),
      ]),
    ),
  };

  private tellLogin(client: Client, request: Request): void {
    const { user } = this.loginOf(client);
    client.answer(request, {
      fcm_id: user.fcmId,
      ib_id: user.ibId,
      user: user.user,
      first_name: 'Simulated',
      last_name: 'Trader',
      user_type: 3,
      country_code: 'US',
      state_code: 'IL',
      tp_max_session_count: user.mostMarketSessions,
      op_max_session_count: user.mostOrderSessions,
    });
  }

  private subscribe(client: Client, request: Request, wish: Wish): void {
    const account = accountOf(client, this.accounts, request.fields);
    this.wish(client, `${wish} ${account.engineId}`);
    client.answer(request);
  }

  private wantFloors(client: Client, request: Request): void {
    const account = accountOf(client, this.accounts, request.fields);
    const what = text(request.fields, 'request');
    const key = `floors ${account.engineId}`;
    if (what !== 'subscribe' && what !== 'unsubscribe') throw misread();
    // Without bits nothing streams, and nothing says so.
    if (what === 'unsubscribe') this.wishes.get(client)?.delete(key);
    else if (((number(request.fields, 'update_bits') ?? 0) & 1) !== 0) this.wish(client, key);
    client.answer(request);
  }

  private placeOrder(client: Client, request: Request): void {
    const account = accountOf(client, this.accounts, request.fields);
    this.mustTrade(client, account);
    const terms = readTerms(request.fields, account, this.floor.listing);
    checkRisk(account, terms);
    const { user } = this.loginOf(client).user;
    const basket = this.desk.open(account, user, terms, text(request.fields, 'user_tag'));
    this.acknowledge(client, request, basket, () => this.desk.send(basket));
  }

  private placeBracket(client: Client, request: Request): void {
    const account = accountOf(client, this.accounts, request.fields);
    this.mustTrade(client, account);
    const terms = readTerms(request.fields, account, this.floor.listing);
    checkBracket(request.fields);
    checkRisk(account, terms);
    const { user } = this.loginOf(client).user;
    const basket = this.desk.open(account, user, terms, text(request.fields, 'user_tag'));
    this.brackets.prepare(basket, request.fields);
    this.acknowledge(client, request, basket, () => this.desk.send(basket));
  }

  private placePair(client: Client, request: Request): void {
    const account = accountOf(client, this.accounts, request.fields);
    this.mustTrade(client, account);
    const legs = readPair(request.fields, account, this.floor.listing);
    for (const { terms } of legs) checkRisk(account, terms);
    const { user } = this.loginOf(client).user;
    const baskets = legs.map(({ terms, userTag }) => this.desk.open(account, user, terms, userTag));
    for (const basket of baskets) {
      basket.linkedIds = baskets.filter((other) => other !== basket).map(({ id }) => id);
    }
    const { ssboe, usecs } = stamp(this.floor.exchange.clock.now());
    const told = {
      user_tag: baskets.map(({ userTag }) => userTag),
      basket_id: baskets.map(({ id }) => id),
      ssboe: baskets.map(() => ssboe),
      usecs: baskets.map(() => usecs),
    };
    this.answerTwice(client, request, told);
    this.desk.sendPair(baskets);
  }

  private exit(client: Client, request: Request): void {
    const { fields } = request;
    const account = accountOf(client, this.accounts, fields);
    this.mustSayHow(request);
    const [symbol, exchange] = [text(fields, 'symbol'), text(fields, 'exchange')];
    if ((symbol === '') !== (exchange === '')) throw misread();
    const held = account.heldSymbols().filter((one) => symbol === '' || one === symbol);
    const exits = held.map((one) => this.floor.listing.bySymbol(one));
    client.list(
      request,
      exits.map((contract) => ({ symbol: contract.symbol, exchange: contract.exchange })),
    );
    const { user } = this.loginOf(client).user;
    for (const contract of exits) {
      const route = routeOf(account, contract.exchange);
      this.desk.exit(account, user, contract.symbol, route, number(fields, 'manual_or_auto') ?? 1);
    }
  }

  private link(client: Client, request: Request): void {
    const ids = texts(request.fields, 'basket_id');
    const accounts = texts(request.fields, 'account_id');
    if (ids.length < 2 || accounts.length !== ids.length) throw misread();
    const visible = accountsOf(client, this.accounts);
    const baskets = ids.flatMap((id) => this.desk.baskets.get(id) ?? []);
    client.answer(request);
    const isFine =
      baskets.length === ids.length &&
      baskets.every((basket) => visible.includes(basket.account) && !basket.isComplete);
    for (const basket of baskets) {
      if (isFine) basket.linkedIds = ids.filter((id) => id !== basket.id);
      else this.desk.notices.process(basket, processed.linkFailed, { text: 'orders cannot be linked' });
    }
  }

  /** Linked by request: when one is filled the others go. Pairs and brackets see to theirs themselves. */
  private cancelLinked(basket: Basket): void {
    if (basket.bracketType !== undefined || basket.order?.listId !== undefined) return;
    queueMicrotask(() => {
      for (const id of basket.linkedIds) {
        const other = this.desk.baskets.get(id);
        if (other !== undefined && !other.isComplete) this.desk.cancel(other);
      }
    });
  }

  /** First the acknowledgement, then the work, whose notifications follow it. */
  private acknowledge(client: Client, request: Request, basket: Basket, work: () => void): void {
    const tag = basket.userTag === '' ? {} : { user_tag: basket.userTag };
    const told = { ...tag, basket_id: basket.id, ...stamp(this.floor.exchange.clock.now()) };
    const { user_tag: _tag, ...untagged } = { user_tag: undefined, ...told };
    const isNew = request.name === 'RequestNewOrder' || request.name === 'RequestBracketOrder';
    this.answerTwice(client, request, isNew ? told : untagged);
    work();
  }

  private answerTwice(client: Client, request: Request, fields: Fields): void {
    if (this.floor.manners.hasTerminalOnlyAcks) client.answer(request, fields);
    else {
      client.row(request, fields);
      client.answer(request);
    }
  }

  private named(client: Client, request: Request): [RithmicAccount, Basket] {
    const account = accountOf(client, this.accounts, request.fields);
    return [account, this.desk.find(account, text(request.fields, 'basket_id'))];
  }

  private mustTrade(client: Client, account: RithmicAccount): void {
    if (!this.loginOf(client).user.canTrade) {
      throw new RequestRefused('1019', 'user is not permitted to trade this account');
    }
    if (account.isDisabled) throw new RequestRefused('1020', 'account is disabled for trading');
  }

  private mustSayHow({ fields }: Request): void {
    if (number(fields, 'manual_or_auto') === undefined) {
      throw new RequestRefused('1101', 'manual or auto flag is not received.');
    }
  }

  private publish(basket: Basket, { name, fields }: Told): void {
    this.tellAll('orders', basket.account, name, fields);
  }

  private tellAll(wish: Wish, account: RithmicAccount, name: string, fields: Fields): void {
    const key = `${wish} ${account.engineId}`;
    for (const [client, wishes] of this.wishes) if (wishes.has(key)) client.push(name, fields);
  }

  /** Something nobody asked for, between the rows of a list. */
  private interject(client: Client): void {
    const { user } = this.loginOf(client);
    client.push('UserAccountUpdate', { update_type: 'modify', user: user.user, fcm_id: user.fcmId });
  }

  private loginOf(client: Client) {
    if (client.login === undefined) throw new RequestRefused('7', 'not logged in');
    return client.login;
  }

  private wish(client: Client, key: string): void {
    const wishes = this.wishes.get(client);
    if (wishes !== undefined) wishes.add(key);
    else {
      this.wishes.set(client, new Set([key]));
      client.onGone(() => this.wishes.delete(client));
    }
  }
}
