import { afterAll, describe, expect, it } from 'vitest';
import { type DecodedFact, decodeFact } from '../../rithmic/bufbuild-messages.ts';
import { facts } from '../../rithmic/facts.ts';
import type { Fields } from './fields.ts';
import { unframe } from './frames.ts';
import type { RithmicExchange } from './rithmic-exchange.ts';
import { loggedIn, openBrokerage } from './testing/brokerage.ts';
import type { ProtocolClient } from './testing/protocol-client.ts';

/*
 * Everything the brokerage serves, asked once; every frame that comes back is compared with the facts. What is written is
 * typed by the second library already; here it is about which messages there are and which members they have.
 */

const seen = new Map<string, Set<string>>();
const byName = new Map(facts.messages.map((message) => [message.name, message]));

function note({ name, fields }: DecodedFact): void {
  const members = seen.get(name) ?? new Set<string>();
  for (const member of Object.keys(fields)) members.add(member);
  seen.set(name, members);
}

/** Notes what comes as bytes, so that nothing of the client's bookkeeping stands between. */
function watch(brokerage: RithmicExchange): void {
  const connect = brokerage.connect.bind(brokerage);
  brokerage.connect = () => {
    const connection = connect();
    connection.onMessage((bytes) => {
      const unframed = unframe(bytes);
      if (unframed !== undefined) note(decodeFact(unframed.payload));
    });
    return connection;
  };
}

async function askAll(client: ProtocolClient, requests: Readonly<Record<string, Fields>>): Promise<void> {
  for (const [name, fields] of Object.entries(requests)) await client.ask(name, fields);
}

/** Served nowhere: stocks and options, lists that are pushed only by older versions, what no client of ours asks. */
const unserved = [
  'AccountListUpdates',
  'ResponseGetInstrumentByUnderlyingKeys',
  'UpdateEasyToBorrowList',
  'UserInfoUpdate',
];

describe('messages', () => {
  const es = { symbol: 'ESZ6', exchange: 'CME' };

  it('of every plant have members that the facts know', async () => {
    const brokerage = openBrokerage({ profitThrottleMs: 0 });
    watch(brokerage);
    const now = Math.floor(brokerage.clock.now() / 1000);
    const ticker = await loggedIn(brokerage, 'ticker');
    await askAll(ticker, {
      RequestHeartbeat: {},
      RequestReferenceData: es,
      RequestAuxilliaryReferenceData: es,
      RequestSearchSymbols: { search_text: 'E' },
      RequestProductCodes: {},
      RequestFrontMonthContract: { symbol: 'ES', exchange: 'CME', need_updates: true },
      RequestGiveTickSizeTypeTable: { tick_size_type: 'CME-ES' },
      RequestGetInstrumentByUnderlying: { underlying_symbol: 'ES', exchange: 'CME' },
      RequestMarketDataUpdateByUnderlying: { underlying_symbol: 'ES', exchange: 'CME', request: 1 },
      RequestListExchangePermissions: { user: 'a' },
      RequestMarketDataUpdate: { ...es, request: 1, update_bits: 2 ** 17 - 1 },
      RequestDepthByOrderSnapshot: es,
      RequestDepthByOrderUpdates: { ...es, request: 1 },
      RequestGetVolumeAtPrice: es,
    });
    const history = await loggedIn(brokerage, 'history');
    const window = { start_index: now - 1800, finish_index: now };
    const ticks = { ...es, bar_type: 1, bar_sub_type: 1, bar_type_specifier: '2' };
    await askAll(history, {
      RequestTimeBarUpdate: { ...es, request: 1, bar_type: 1, bar_type_period: 1 },
      RequestTickBarUpdate: { ...ticks, request: 1 },
      RequestTimeBarReplay: { ...es, ...window, bar_type: 2, bar_type_period: 1 },
      RequestTickBarReplay: { ...ticks, ...window },
      RequestVolumeProfileMinuteBars: { ...es, ...window, bar_type_period: 1 },
      RequestResumeBars: { request_key: 'none' },
    });
    brokerage.roll('ES');
    const { key } = brokerage.account('EVAL-50K-117');
    const orders = await loggedIn(brokerage, 'order');
    const login = { fcm_id: 'SIMFCM', ib_id: 'SIMIB', user_type: 3 };
    await askAll(orders, {
      RequestLoginInfo: {},
      RequestAccountList: login,
      RequestAccountRmsInfo: login,
      RequestProductRmsInfo: key,
      RequestTradeRoutes: { subscribe_for_updates: true },
      RequestSubscribeForOrderUpdates: key,
      RequestSubscribeToBracketUpdates: key,
      RequestAccountRmsUpdates: { ...key, request: 'subscribe', update_bits: 1 },
      RequestGetUserInfo: {},
      RequestOrderSessionConfig: {},
      RequestEasyToBorrowList: { request: 1 },
    });
    brokerage.setRoute('CME', 'DOWN');
    brokerage.manners.interleavesPushes = true;
    await orders.ask('RequestAccountList', login);
    brokerage.manners.interleavesPushes = false;
    const profit = await loggedIn(brokerage, 'pnl');
    await profit.ask('RequestPnLPositionUpdates', { ...key, request: 1 });
    await trade(brokerage, orders, key, now);
    await profit.ask('RequestPnLPositionSnapshot', key);
    const move = setInterval(() => brokerage.tick(), 20);
    await history.until(() => history.heard('TimeBar').length > 0);
    clearInterval(move);
    await sign(brokerage);
    const probe = await loggedIn(brokerage, 'ticker');
    await probe.ask('RequestLogout');
    brokerage.forceLogout();
    for (const [name, members] of seen) {
      const known = new Set(byName.get(name)?.fields.map((field) => field.name));
      expect(
        [...members].filter((member) => !known.has(member)),
        name,
      ).toEqual([]);
    }
  });

  it('of a list tell rows and end apart by which code they carry', () => {
    for (const { name, multi_part: isMultiPart } of facts.messages) {
      const members = seen.get(name);
      if (members === undefined || !name.startsWith('Response')) continue;
      expect(members.has('rp_code'), name).toBe(true);
      if (!isMultiPart) expect(members.has('rq_handler_rp_code'), name).toBe(false);
    }
  });

  afterAll(() => {
    const missing = facts.messages
      .filter(({ direction, name }) => direction === 'server' && !seen.has(name))
      .map(({ name }) => name);
    process.stdout.write(
      `The simulated Rithmic sent ${seen.size} kinds of messages; never: ${missing.join(', ')}\n`,
    );
    expect(missing.filter((name) => !unserved.includes(name) && !elsewhere.includes(name))).toEqual([]);
  });
});

/** Sent in other files’ tests: before a login, or to damage. */
const elsewhere = ['ResponseRithmicSystemInfo', 'ResponseRithmicSystemGatewayInfo', 'Reject'];

async function trade(
  brokerage: RithmicExchange,
  orders: ProtocolClient,
  key: { fcm_id: string; ib_id: string; account_id: string },
  now: number,
): Promise<void> {
  const es = { symbol: 'ESZ6', exchange: 'CME' };
  const last = brokerage.exchange.market('ESZ6').lastPrice.toNumber();
  const terms = { ...key, ...es, quantity: 1, transaction_type: 1, duration: 1, manual_or_auto: 1 };
  const routed = { ...terms, trade_route: 'propfcm-cme' };
  const limit = { ...routed, price_type: 1, price: last - 10 };
  const [row] = await orders.rows('RequestNewOrder', { ...limit, user_tag: 'shape' });
  const named = { ...key, basket_id: row?.basket_id };
  const exits = { target_quantity: [1], target_ticks: [40], stop_quantity: [1], stop_ticks: [40] };
  const bracket = { ...routed, price_type: 2, user_type: 3, bracket_type: 6, ...exits };
  const [entry] = await orders.rows('RequestBracketOrder', bracket);
  const entered = { ...key, basket_id: entry?.basket_id };
  const { transaction_type: _side, duration: _duration, ...restated } = terms;
  const pair = Object.fromEntries(
    Object.entries({ ...routed, price_type: 1, price: last - 12 }).map(([name, value]) => [
      name,
      name in key ? value : [value, value],
    ]),
  );
  const [dateRow] = await orders.rows('RequestShowOrderHistoryDates');
  const [date] = (dateRow?.date ?? []) as string[];
  const both = (value: unknown) => [value, value];
  await askAll(orders, {
    RequestModifyOrder: { ...restated, basket_id: row?.basket_id, price_type: 1, price: last - 11 },
    RequestModifyOrderReferenceData: { ...named, user_tag: 'other' },
    RequestUpdateStopBracketLevel: { ...entered, level: 40, stop_ticks: 30 },
    RequestUpdateTargetBracketLevel: { ...entered, level: 40, target_ticks: 30 },
    RequestShowBrackets: key,
    RequestShowBracketStops: key,
    RequestOCOOrder: pair,
    RequestLinkOrders: {
      fcm_id: both(key.fcm_id),
      ib_id: both(key.ib_id),
      account_id: both(key.account_id),
      basket_id: [row?.basket_id, entry?.basket_id],
    },
    RequestCancelOrder: { ...named, manual_or_auto: 1 },
    RequestShowOrders: key,
    RequestShowOrderHistory: key,
    RequestShowOrderHistorySummary: { ...key, date },
    RequestShowOrderHistoryDetail: { ...named, date },
    RequestReplayExecutions: { ...key, start_index: now - 60, finish_index: now + 60 },
    RequestShowFillHistory: { ...key, index_format: 'trade_date', start_index: 0, finish_index: 30_000_000 },
  });
  // The account gains, and its floor rises.
  brokerage.feeds.get('ESZ6')?.moveTo(String(last + 5));
  await askAll(orders, {
    RequestExitPosition: { ...key, manual_or_auto: 1, ...es },
    RequestCancelAllOrders: { ...key, manual_or_auto: 1, user_type: 3 },
  });
}

async function sign(brokerage: RithmicExchange): Promise<void> {
  const client = await loggedIn(brokerage, 'repository', brokerage.credentials.unsigned);
  const paper = { agreement_id: 'A-100', market_data_usage_capacity: 'Non-Professional' };
  await askAll(client, {
    RequestListUnacceptedAgreements: {},
    RequestShowAgreement: { agreement_id: 'A-100' },
    RequestAcceptAgreement: paper,
    RequestSetRithmicMrktDataSelfCertStatus: paper,
    RequestListAcceptedAgreements: {},
  });
}
