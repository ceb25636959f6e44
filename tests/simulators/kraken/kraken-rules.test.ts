import { afterEach, describe, expect, it } from 'vitest';
import { type KrakenOptions, type KrakenSimulator, startKrakenSimulator } from './index.ts';
import { type Answer, type Frame, recordedFrames, recordedPayload, TestClient } from './testing/client.ts';

/* What the venue refuses, how it counts, and how it goes wrong. */

let simulator: KrakenSimulator;
let client: TestClient;

async function open(options: KrakenOptions = {}): Promise<void> {
  simulator = await startKrakenSimulator({ historyMinutes: 30, historyHours: 30, ...options });
  client = new TestClient(simulator);
}

afterEach(async () => {
  client.close();
  await simulator.close();
});

function txidOf(answer: Answer): string {
  return (answer.result as { txid: string[] } | undefined)?.txid[0] ?? '';
}

describe('keys', () => {
  it('the published and derived signatures are accepted, and nothing else', async () => {
    await open();
    interface Vector {
      secret: string;
      path: string;
      nonce: string;
      body: string;
      signature: string;
    }
    const vectors = recordedPayload('sign-vectors') as Vector[];
    expect(vectors.length).toBe(3);
    for (const { secret, path, nonce, body, signature } of vectors) {
      const record = simulator.keys.register({ apiKey: 'vector', privateKey: secret });
      expect(record.verify(path, nonce, body, signature)).toBe(true);
      expect(record.verify(path, nonce, `${body} `, signature)).toBe(false);
      expect(record.verify('/0/private/Balance', nonce, body, signature)).toBe(false);
    }
  });

  it.each([
    ['wrongSecret', 'Balance', 'EAPI:Invalid signature'],
    ['unknown', 'Balance', 'EAPI:Invalid key'],
    ['expired', 'Balance', 'EAPI:Invalid key'],
    ['ipBound', 'Balance', 'EGeneral:Permission denied'],
    ['readOnly', 'AddOrder', 'EGeneral:Permission denied'],
    ['readOnly', 'CancelAll', 'EGeneral:Permission denied'],
    ['noStreams', 'GetWebSocketsToken', 'EGeneral:Permission denied'],
  ] as const)('%s asking for %s gets %s', async (key, name, error) => {
    await open();
    expect(await client.private(name, {}, simulator.credentials[key])).toEqual({ error: [error] });
  });

  it('rights and allow-list stand in GetApiKeyInfo', async () => {
    await open();
    const { result } = await client.private('GetApiKeyInfo', {}, simulator.credentials.withdrawEnabled);
    expect(result).toMatchObject({ ip_allowlist: [''], valid_until: '0', nonce_window: '0' });
    expect((result as { permissions: string[] }).permissions).toContain('withdraw-funds');
  });

  it('a revoked key opens nothing, and neither does its token', async () => {
    await open();
    const token = await client.token();
    simulator.revoke(simulator.credentials.good);
    expect((await client.private('Balance')).error).toEqual(['EAPI:Invalid key']);
    const socket = await client.open(simulator.url.wsAuth);
    const refused = await socket.call('subscribe', { channel: 'balances', token });
    expect(refused.error).toBe('ESession:Invalid session');
  });

  it('a read-only key sees its orders stream but places nothing over the socket', async () => {
    await open();
    const token = await client.token(simulator.credentials.readOnly);
    const socket = await client.open(simulator.url.wsAuth);
    expect(await socket.call('subscribe', { channel: 'executions', token })).toMatchObject({ success: true });
    expect(await socket.call('cancel_all', { token })).toMatchObject({ error: 'EGeneral:Permission denied' });
  });
});

describe('nonces', () => {
  it('must rise for each key, and too many that do not lock it', async () => {
    await open();
    const { good, readOnly } = simulator.credentials;
    const ask = (nonce: string, key = good) => client.sendSigned('Balance', key, nonce, `nonce=${nonce}`);
    expect((await ask('18446744073709551614')).error).toEqual([]);
    expect((await ask('18446744073709551614')).error).toEqual(['EAPI:Invalid nonce']);
    expect((await ask('5', readOnly)).error).toEqual([]);
    const errors: string[] = [];
    for (let attempt = 0; attempt < 22; attempt += 1) errors.push(...(await ask('7')).error);
    expect(new Set(errors)).toEqual(new Set(['EAPI:Invalid nonce', 'EGeneral:Temporary lockout']));
    simulator.clock.offsetMs += 16 * 60_000;
    expect((await ask('18446744073709551615')).error).toEqual([]);
  });

  it('within the window of a key may come out of order, but not twice', async () => {
    await open();
    const key = simulator.keys.issue('window', { nonceWindow: 100n });
    const ask = (nonce: string) => client.sendSigned('Balance', key, nonce, `nonce=${nonce}`);
    const answers = [await ask('1000'), await ask('950'), await ask('950'), await ask('900')];
    expect(answers.map(({ error }) => error[0])).toEqual([
      undefined,
      undefined,
      'EAPI:Invalid nonce',
      'EAPI:Invalid nonce',
    ]);
  });
});

describe('limits', () => {
  it('calls count by account, history twice, and leak with time', async () => {
    await open({ limits: { tier: 'starter' } });
    const errors: string[] = [];
    for (let call = 0; call < 9; call += 1) errors.push(...(await client.private('TradesHistory')).error);
    expect(new Set(errors)).toEqual(new Set(['EAPI:Rate limit exceeded']));
    simulator.clock.offsetMs += 30_000;
    expect((await client.private('TradesHistory')).error).toEqual([]);
  });

  it('public calls count by address, and Trades and OHLC by market besides', async () => {
    await open({ limits: { publicBurst: 8, historyBurst: 3 } });
    const errors: string[] = [];
    for (let call = 0; call < 5; call += 1)
      errors.push(...(await client.get('OHLC', { pair: 'XBTUSD' })).error);
    for (let call = 0; call < 5; call += 1) errors.push(...(await client.get('Time')).error);
    expect(new Set(errors)).toEqual(new Set(['EAPI:Rate limit exceeded', 'EGeneral:Too many requests']));
  });

  it('orders count by market, and cancelling young ones is dear', async () => {
    await open({ limits: { tier: 'starter' } });
    const errors: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const added = await client.limit('buy', '50000.0', '0.001');
      errors.push(...added.error, ...(await client.private('CancelOrder', { txid: txidOf(added) })).error);
    }
    expect(errors).toContain('EOrder:Rate limit exceeded');
    const other = await client.limit('buy', '2500.00', '0.01', { pair: 'ETHUSD' });
    expect(other.error).toEqual([]);
  });

  it('the count travels with the stream when asked for', async () => {
    await open();
    const { socket } = await client.openAccount({ ratecounter: true });
    await client.limit('buy', '50000.0', '0.001');
    const rows = await socket.executions((row) => row.exec_type === 'new');
    expect(rows[0]).toMatchObject({ ratecount: 1 });
  });

  it('a ban is a lockout, a limit is a limit', async () => {
    await open();
    simulator.faults.limitRate(simulator.clock.now() + 60_000);
    expect((await client.private('Balance')).error).toEqual(['EAPI:Rate limit exceeded']);
    expect((await client.get('Time')).error).toEqual(['EGeneral:Too many requests']);
    simulator.faults.limitRate(simulator.clock.now() + 60_000, { banned: true });
    expect((await client.private('Balance')).error).toEqual(['EGeneral:Temporary lockout']);
  });
});

describe('orders are refused with the words of the venue', () => {
  it.each([
    [{ pair: 'NOPE' }, 'EQuery:Unknown asset pair'],
    [{ volume: '0.00001' }, 'EGeneral:Invalid arguments:volume minimum not met'],
    [{ volume: '0.0001', price: '0.1' }, 'EOrder:Cost minimum not met'],
    [{ price: '50000.11' }, 'EOrder:Invalid price'],
    [{ volume: '0.000000001' }, 'EGeneral:Invalid arguments:volume'],
    [{ volume: '100' }, 'EOrder:Insufficient funds'],
    [{ price: '70000.0', oflags: 'post' }, 'EOrder:Post only order'],
    [{ ordertype: 'nonsense' }, 'EGeneral:Invalid arguments:ordertype'],
    [{ cl_ord_id: 'nineteen-characters' }, 'EGeneral:Invalid arguments:cl_ord_id'],
    [{ cl_ord_id: 'a', userref: 1 }, 'EGeneral:Invalid arguments:cl_ord_id'],
    [{ deadline: '2020-01-01T00:00:00Z' }, 'EService:Deadline elapsed'],
    [{ leverage: '2' }, 'EOrder:Margin allowance exceeded'],
    [{ reduce_only: true }, 'EOrder:Reduce only:No position exists'],
  ])('%o: %s', async (values, error) => {
    await open();
    const terms = { pair: 'XBTUSD', ordertype: 'limit', type: 'buy', price: '50000.0', volume: '0.01' };
    expect(await client.private('AddOrder', { ...terms, ...values })).toEqual({ error: [error] });
    expect(simulator.truth.orders).toEqual([]);
  });

  it('a client id that is open is not taken twice, and comes free with its order', async () => {
    await open();
    const values = { cl_ord_id: 'mine' };
    const first = await client.limit('buy', '50000.0', '0.01', values);
    expect((await client.limit('buy', '50000.0', '0.01', values)).error).toEqual([
      'EGeneral:Invalid arguments:cl_ord_id',
    ]);
    await client.private('CancelOrder', { cl_ord_id: 'mine' });
    expect((await client.limit('buy', '50000.0', '0.01', values)).error).toEqual([]);
    expect((await client.private('CancelOrder', { txid: txidOf(first) })).error).toEqual([
      'EOrder:Unknown order',
    ]);
  });

  it('validate checks and places nothing', async () => {
    await open();
    const good = await client.limit('buy', '50000.0', '0.01', { validate: true });
    expect(good).toEqual({
      error: [],
      result: { descr: { order: 'buy 0.01000000 XBTUSD @ limit 50000.0' } },
    });
    const poor = await client.limit('buy', '50000.0', '100', { validate: true });
    expect(poor.error).toEqual(['EOrder:Insufficient funds']);
    expect(simulator.truth.orders).toEqual([]);
  });

  it('the state of the venue decides', async () => {
    await open();
    const socket = await client.openPublic();
    simulator.setSystemStatus('post_only');
    expect((await client.limit('buy', '50000.0', '0.01')).error).toEqual([
      'EService:Market in post_only mode',
    ]);
    expect((await client.limit('buy', '50000.0', '0.01', { oflags: 'post' })).error).toEqual([]);
    simulator.setSystemStatus('cancel_only');
    expect((await client.limit('buy', '50000.0', '0.01')).error).toEqual([
      'EService:Market in cancel_only mode',
    ]);
    expect((await client.private('CancelAll')).result).toEqual({ count: 1 });
    simulator.setSystemStatus('maintenance');
    expect((await client.private('Balance')).error).toEqual(['EService:Unavailable']);
    expect((await client.get('SystemStatus')).result).toMatchObject({ status: 'maintenance' });
    await socket.take((frame) => (frame.data as Frame[] | undefined)?.[0]?.system === 'maintenance');
  });
});

describe('orders do what they say', () => {
  /** So many dollars from the last price; the crowd's offers reach some ten to either side. */
  const away = (dollars: string) => simulator.exchange.market('BTC/USD').lastPrice.plus(dollars).toFixed(1);

  it('a stop waits, triggers and fills, over both surfaces alike', async () => {
    await open();
    const { socket } = await client.openAccount();
    const price = away('-2');
    const stop = { pair: 'XBTUSD', ordertype: 'stop-loss', type: 'sell', volume: '0.1' };
    const added = await client.private('AddOrder', { ...stop, price });
    simulator.cross('BTC/USD', 'sell', price, '0.01');
    const rows = await socket.executions((row) => row.exec_type === 'filled');
    expect(rows.map((row) => row.exec_type)).toEqual(['pending_new', 'new', 'trade', 'filled']);
    expect(rows[1]).toMatchObject({ triggers: { status: 'triggered' } });
    const txid = txidOf(added);
    const { result } = await client.private('QueryOrders', { txid, trades: true });
    expect((result as Record<string, Frame>)[txid]).toMatchObject({
      status: 'closed',
      vol_exec: '0.10000000',
      descr: { ordertype: 'stop-loss', price, price2: '0' },
      trades: [rows[2]?.exec_id],
    });
  });

  it('a trailing stop follows the price up and not down', async () => {
    await open();
    const trailing = { ordertype: 'trailing-stop', type: 'sell', volume: '0.1', price: '+2' };
    await client.private('AddOrder', { pair: 'XBTUSD', ...trailing });
    const [high, stop, between] = [away('3'), away('1'), away('1.5')];
    const order = () => simulator.truth.orders[0];
    simulator.cross('BTC/USD', 'buy', high, '0.01');
    simulator.cross('BTC/USD', 'sell', between, '0.01');
    expect(order()).toMatchObject({ status: 'open', stopPrice: String(Number(stop)) });
    simulator.cross('BTC/USD', 'sell', stop, '0.01');
    expect(order()?.status).toBe('filled');
  });

  it('what an immediate order could not fill is cancelled, not expired', async () => {
    await open();
    const { socket } = await client.openAccount();
    const added = await client.limit('buy', '50000.0', '0.01', { timeinforce: 'IOC' });
    const rows = await socket.executions((row) => row.exec_type === 'canceled');
    expect(rows.at(-1)).toMatchObject({ order_status: 'canceled', reason: 'Insufficient liquidity' });
    const txid = txidOf(added);
    const { result } = await client.private('QueryOrders', { txid });
    expect((result as Record<string, Frame>)[txid]).toMatchObject({
      status: 'canceled',
      closetm: expect.any(Number),
    });
  });

  it('a market order by amount of money spends it and says that it is complete', async () => {
    await open();
    const { socket, token } = await client.openAccount();
    await socket.call('add_order', {
      order_type: 'market',
      side: 'buy',
      symbol: 'BTC/USD',
      cash_order_qty: 1000,
      token,
    });
    const rows = await socket.executions((row) => row.exec_type === 'filled');
    expect(Number(rows.at(-1)?.cum_cost)).toBeGreaterThan(999);
    expect(Number(rows.at(-1)?.cum_cost)).toBeLessThanOrEqual(1000);
  });

  it('an amend keeps the id and may not take liquidity when it must not', async () => {
    await open();
    const txid = txidOf(await client.limit('buy', '50000.0', '0.01', { oflags: 'post' }));
    expect(await client.private('AmendOrder', { txid, limit_price: '70000.0' })).toEqual({
      error: ['EOrder:Post only order'],
    });
    const amended = await client.private('AmendOrder', { txid, limit_price: '50100.0', order_qty: '0.02' });
    expect(amended.result).toEqual({ amend_id: expect.stringMatching(/^T/) });
    const { result } = await client.private('OpenOrders');
    expect((result as { open: Record<string, Frame> }).open[txid]).toMatchObject({
      vol: '0.02000000',
      descr: { price: '50100.0' },
    });
  });

  it('one request to cancel gets one answer for each order', async () => {
    await open();
    const { socket, token } = await client.openAccount();
    const first = txidOf(await client.limit('buy', '50000.0', '0.01'));
    const second = txidOf(await client.limit('buy', '50000.0', '0.01'));
    socket.send({
      method: 'cancel_order',
      params: { order_id: [first, 'O-NONE', second], token },
      req_id: 99,
    });
    const answers: Frame[] = [];
    for (let count = 0; count < 3; count += 1)
      answers.push(await socket.take((frame) => frame.req_id === 99));
    expect(answers.map((answer) => answer.error ?? (answer.result as Frame).order_id)).toEqual([
      first,
      'EOrder:Unknown order',
      second,
    ]);
  });

  it('the dead man’s timer cancels what was left', async () => {
    await open();
    const { socket } = await client.openAccount();
    await client.limit('buy', '50000.0', '0.01');
    await client.private('CancelAllOrdersAfter', { timeout: 60 });
    simulator.clock.offsetMs += 61_000;
    const rows = await socket.executions((row) => row.exec_type === 'canceled');
    expect(rows.at(-1)).toMatchObject({ reason: 'Cancel all orders after timeout' });
  });

  it('an order good till a date expires on it', async () => {
    await open();
    const { socket } = await client.openAccount();
    await client.limit('buy', '50000.0', '0.01', { timeinforce: 'GTD', expiretm: '+60' });
    simulator.clock.offsetMs += 61_000;
    const rows = await socket.executions((row) => row.exec_type === 'expired');
    expect(rows.at(-1)).toMatchObject({ order_status: 'expired' });
  });
});

describe('money', () => {
  it('is the same on both surfaces, to the last digit', async () => {
    await open();
    const { socket } = await client.openAccount();
    await client.limit('buy', '59000.1', '0.00012347');
    await client.limit('buy', '0.05111', '0.0123457', { pair: 'ETHXBT' });
    simulator.cross('BTC/USD', 'sell', '59000.1', '0.00012347');
    const rows = [
      ...(await socket.executions((row) => row.exec_type === 'filled')),
      ...(await socket.executions((row) => row.exec_type === 'filled')),
    ].filter((row) => row.exec_type === 'trade');
    const { trades } = (await client.private('TradesHistory')).result as { trades: Record<string, Frame> };
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const row of rows) {
      const same = trades[String(row.exec_id)];
      const [fee] = row.fees as { qty: number }[];
      expect(fee?.qty).toBeGreaterThan(0);
      expect([Number(same?.fee), Number(same?.cost)]).toEqual([fee?.qty, row.cost]);
    }
    const { result } = await client.private('BalanceEx');
    const account = simulator.exchange.account(simulator.accountId);
    expect(Number((result as Record<string, { balance: string }>).ZUSD?.balance)).toBe(
      account.total('USD').toNumber(),
    );
  });
});

describe('history', () => {
  it('OHLC gives 720 rows at most, however far back one asks', async () => {
    await open({ historyMinutes: 900, historyHours: 100 });
    const { result } = await client.get('OHLC', { pair: 'XBTUSD', interval: 1, since: 0 });
    const rows = (result as Record<string, unknown[][]>).XXBTZUSD ?? [];
    expect(rows.length).toBe(720);
    expect((result as { last: number }).last).toBe(rows.at(-2)?.[0]);
  });

  it('Trades pages from the beginning without losing or repeating one, within one millisecond too', async () => {
    await open({ limits: { historyBurst: 500, publicBurst: 500 } });
    simulator.clock.freeze(Date.now());
    for (let count = 0; count < 10; count += 1) simulator.cross('BTC/USD', 'buy', '60001.0', '0.01');
    const ids: number[] = [];
    let since = '0';
    for (;;) {
      const { result } = await client.get('Trades', { pair: 'XBTUSD', since, count: 7 });
      const { XXBTZUSD: rows = [], last } = result as { XXBTZUSD: unknown[][]; last: string };
      ids.push(...rows.map((row) => Number(row[6])));
      since = last;
      if (rows.length < 7) break;
    }
    expect(ids).toEqual(simulator.exchange.market('BTC/USD').tape.trades.map(({ id }) => id));
  });

  it('own trades come fifty at a time, newest first', async () => {
    await open({ limits: { tier: 'pro' } });
    simulator.exchange.place({
      accountId: simulator.accountId,
      market: 'BTC/USD',
      clientId: 'big',
      side: 'buy',
      kind: 'limit',
      timeInForce: 'gtc',
      quantity: simulator.exchange.market('BTC/USD').spec.step.times(100_000_000),
      price: simulator.exchange.market('BTC/USD').spec.tick.times(599_900),
    });
    for (let count = 0; count < 60; count += 1) simulator.cross('BTC/USD', 'sell', '59990.0', '0.001');
    const pages = [await client.private('TradesHistory'), await client.private('TradesHistory', { ofs: 50 })];
    const [first, second] = pages.map(
      ({ result }) => result as { trades: Record<string, Frame>; count: number },
    );
    expect([Object.keys(first?.trades ?? {}).length, Object.keys(second?.trades ?? {}).length]).toEqual([
      50, 10,
    ]);
    expect(first?.count).toBe(60);
    const ids = [...Object.values(first?.trades ?? {}), ...Object.values(second?.trades ?? {})].map(
      (row) => row.trade_id,
    );
    expect(ids).toEqual([...ids].sort((a, b) => Number(b) - Number(a)));
  });
});

describe('faults', () => {
  it('an order may be placed although the answer says timeout', async () => {
    await open();
    const body = { error: ['EService:Timeout'] };
    simulator.faults.add({ op: 'POST /0/private/AddOrder', when: 'after', do: 'status', status: 200, body });
    expect(await client.limit('buy', '50000.0', '0.01', { cl_ord_id: 'lost' })).toEqual(body);
    const { result } = await client.private('OpenOrders', { cl_ord_id: 'lost' });
    expect(Object.keys((result as { open: object }).open).length).toBe(1);
  });

  it('the same over the socket', async () => {
    await open();
    const { socket, token } = await client.openAccount();
    simulator.faults.add({ op: 'add_order', when: 'after', do: 'status', body: 'EService:Timeout' });
    const order = {
      order_type: 'limit',
      side: 'buy',
      symbol: 'BTC/USD',
      limit_price: 50000,
      order_qty: 1,
      token,
    };
    expect(await socket.call('add_order', order)).toMatchObject({
      success: false,
      error: 'EService:Timeout',
    });
    expect(simulator.truth.orders.length).toBe(1);
  });

  it('a request that was held back too long meets its deadline', async () => {
    await open();
    simulator.faults.add({ op: 'POST /0/private/AddOrder', when: 'before', do: 'delay', delayMs: 200 });
    const deadline = new Date(simulator.clock.now() + 100).toISOString();
    expect(await client.limit('buy', '50000.0', '0.01', { deadline })).toEqual({
      error: ['EService:Deadline elapsed'],
    });
  });

  it('a frame lost in silence shows as a gap in the numbers', async () => {
    await open();
    const { socket } = await client.openAccount();
    simulator.faults.addStream({ do: 'swallow', match: '"exec_type":"new"' });
    await client.limit('buy', '50000.0', '0.01');
    expect((await socket.data('executions')).value.sequence).toBe(2);
    simulator.skipSequence();
    await client.limit('buy', '50000.0', '0.01');
    expect((await socket.data('executions')).value.sequence).toBe(5);
  });

  it('maintenance to come is told to those who are there', async () => {
    await open();
    const socket = await client.openPublic();
    const [status] = recordedFrames('ws-status-maintenance').flatMap((frame) => frame.data as Frame[]);
    const notices = (status?.upcoming_maintenance ?? []) as Frame[];
    expect(notices).toHaveLength(1);
    for (const notice of notices) simulator.announceMaintenance(notice);
    const frame = await socket.take((one) => {
      const row = (one.data as Frame[] | undefined)?.[0];
      return Array.isArray(row?.upcoming_maintenance) && row.upcoming_maintenance.length === 1;
    });
    expect((frame.data as Frame[])[0]).toMatchObject({ upcoming_maintenance: notices });
  });

  it('a token opens nothing new after fifteen minutes, but what it has opened goes on', async () => {
    await open();
    const { socket, token } = await client.openAccount();
    simulator.clock.offsetMs += 16 * 60_000;
    expect(await socket.call('cancel_all', { token })).toMatchObject({ success: true });
    const late = await client.open(simulator.url.wsAuth);
    expect(await late.call('subscribe', { channel: 'balances', token })).toMatchObject({
      error: 'ESession:Invalid session',
    });
  });

  it('connections beyond the limit are turned away', async () => {
    await open({ limits: { connectionAttempts: 2 } });
    await client.openPublic();
    await client.openPublic();
    await expect(client.openPublic()).rejects.toThrow('429');
  });

  it('nonsense is answered and the connection lives', async () => {
    await open();
    const socket = await client.openPublic();
    for (const text of [
      '',
      '{',
      '[]',
      '7',
      '{"method":7}',
      '{"method":"subscribe"}',
      '{"method":"x","params":[]}',
    ]) {
      socket.send(text);
    }
    expect(await socket.call('ping')).toMatchObject({ method: 'pong' });
    expect(socket.frames.filter(({ value }) => value.success === false).length).toBe(7);
    const answer = await client.privateJson('AddOrder', []);
    expect(answer.error.length).toBe(1);
  });
});
