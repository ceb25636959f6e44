import { describe, expect, test } from 'vitest';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import { stagePlant } from '../testing/memory-gateway.ts';
import { type DecodedMessage, decodeFrame, encodeMessage } from '../wire/codec.ts';

const contract = { symbol: 'ESZ6', exchange: 'CME' };

const nameOf = (message: DecodedMessage | undefined) =>
  (message?.fields as { user_msg?: string[] } | undefined)?.user_msg ?? [];

describe('a plant', () => {
  test('logs in with what was set, says a heartbeat at once, and tells what it learned', async () => {
    const { plant, gateway, start, told } = stagePlant('order');
    await start();
    expect(plant.login).toEqual({ fcmId: 'FCM', ibId: 'IB', uniqueUserId: '0', heartbeatMs: 60_000 });
    expect(told).toEqual(['ready']);
    const [login, heartbeat] = gateway.last().received;
    expect(login).toMatchObject({
      name: 'RequestLogin',
      fields: {
        user: 'trader',
        password: 'hunter2',
        system_name: 'Rithmic Test',
        app_name: 'tide:Tidemark',
        infra_type: 2,
        template_version: '5.42',
      },
    });
    expect(heartbeat?.name).toBe('RequestHeartbeat');
  });

  test('D1: what is recorded holds neither user nor password', async () => {
    const { world, start } = stagePlant();
    await start();
    const recorded = world.frames.map(({ hex = '' }) => Buffer.from(hex, 'hex').toString('latin1')).join();
    expect(recorded).toContain('[secret]');
    expect(recorded).not.toMatch(/hunter2|trader/);
  });

  test.each([true, false])('reads answers in either framing (prefixed: %s)', async (isPrefixed) => {
    const { gateway, start, told } = stagePlant();
    gateway.isPrefixed = isPrefixed;
    await start();
    expect(told).toEqual(['ready']);
  });

  test('keeps answers of several questions apart, rows in their order, pushes between them', async () => {
    const { plant, gateway, pushed, start } = stagePlant();
    await start();
    const first = plant.ask('RequestSearchSymbols', { search_text: 'ES' });
    const second = plant.ask('RequestReferenceData', contract);
    const [one, two] = gateway.last().received.slice(-2).map(nameOf);
    const session = gateway.last();
    session.say('ResponseSearchSymbols', { user_msg: one, rq_handler_rp_code: ['0'], symbol: 'ESZ6' });
    session.say('LastTrade', { ...contract, trade_price: 1 });
    // Not zero, and a row all the same.
    session.say('ResponseSearchSymbols', { user_msg: one, rq_handler_rp_code: ['5'], symbol: 'ESH7' });
    session.say('ResponseReferenceData', { user_msg: two, rp_code: ['0'], ...contract });
    session.say('ResponseSearchSymbols', { user_msg: one, rp_code: ['0', 'whatever'] });
    expect((await first).map(({ fields }) => 'symbol' in fields && fields.symbol)).toEqual([
      'ESZ6',
      'ESH7',
      undefined,
    ]);
    expect((await second).map(({ name }) => name)).toEqual(['ResponseReferenceData']);
    expect(pushed.map(({ name }) => name)).toEqual(['LastTrade']);
  });

  test('an empty result is an empty list, the same code with other words is not', async () => {
    const { plant, gateway, start } = stagePlant();
    gateway.onMessage = (message, session) => {
      if (message.name !== 'RequestSearchSymbols') return false;
      const text =
        message.fields.search_text === 'none' ? 'No Data' : 'an error occurred while parsing data.';
      session.say('ResponseSearchSymbols', { user_msg: message.fields.user_msg, rp_code: ['7', text] });
      return true;
    };
    await start();
    expect(await plant.ask('RequestSearchSymbols', { search_text: 'none' })).toEqual([]);
    await expect(plant.ask('RequestSearchSymbols', { search_text: 'x' })).rejects.toMatchObject({
      data: { code: '7', text: 'an error occurred while parsing data.' },
    });
  });

  test('an answer that never comes is a Failure, and what is lost on the way as well', async () => {
    const { plant, gateway, world, start } = stagePlant();
    gateway.onMessage = ({ name }) => name === 'RequestReferenceData';
    await start();
    const silent = plant.ask('RequestReferenceData', contract).catch((error: unknown) => error);
    await world.pass(31_000);
    expect(await silent).toMatchObject({
      kind: 'unavailable',
      message: 'Rithmic did not answer within 30 s.',
    });
    const lost = plant.ask('RequestReferenceData', contract).catch((error: unknown) => error);
    gateway.last().end();
    await world.settle();
    expect(await lost).toMatchObject({ kind: 'unavailable', data: { isLost: true } });
    await expect(plant.ask('RequestReferenceData', contract)).rejects.toBeInstanceOf(Failure);
  });

  test('a long reply counts its silence, not its length', async () => {
    const { plant, gateway, world, start } = stagePlant('history');
    gateway.onMessage = ({ name }) => name === 'RequestTimeBarReplay';
    await start();
    const rows: number[] = [];
    const asked = plant.ask('RequestTimeBarReplay', contract, {
      idleMs: 20_000,
      onRow: (row) => rows.push(row.name === 'ResponseTimeBarReplay' ? (row.fields.marker ?? 0) : 0),
    });
    const user_msg = nameOf(gateway.last().received.at(-1));
    for (let marker = 1; marker <= 5; marker += 1) {
      await world.pass(15_000);
      gateway.last().say('ResponseTimeBarReplay', { user_msg, rq_handler_rp_code: ['0'], marker });
    }
    gateway.last().say('ResponseTimeBarReplay', { user_msg, rp_code: ['0'] });
    expect(await asked).toHaveLength(6);
    expect(rows).toEqual([1, 2, 3, 4, 5]);
  });

  test('a cut reply goes on under its own name, once per cut; a refused resumption fails the whole', async () => {
    const { plant, gateway, world, start } = stagePlant('history');
    let resumptions = 0;
    let isRefusing = false;
    gateway.onMessage = (message, session) => {
      if (message.name === 'RequestTimeBarReplay') {
        const { user_msg } = message.fields;
        session.say('ResponseTimeBarReplay', { user_msg, rq_handler_rp_code: ['0'], marker: 1 });
        session.say('ResponseTimeBarReplay', { user_msg, request_key: 'K' });
        session.say('ResponseTimeBarReplay', { user_msg, request_key: 'K' });
        return true;
      }
      if (message.name !== 'RequestResumeBars') return false;
      resumptions += 1;
      const { user_msg, request_key } = message.fields;
      session.say('ResponseResumeBars', { user_msg, rp_code: [isRefusing ? '12' : '0', 'output inhibited'] });
      if (isRefusing) return true;
      const own = nameOf(session.received.find(({ name }) => name === 'RequestTimeBarReplay'));
      session.say('ResponseTimeBarReplay', {
        user_msg: own,
        rq_handler_rp_code: ['0'],
        marker: 1 + resumptions,
      });
      if (resumptions === 1) session.say('ResponseTimeBarReplay', { user_msg: own, request_key });
      else session.say('ResponseTimeBarReplay', { user_msg: own, rp_code: ['0'] });
      return true;
    };
    await start();
    const frames = await plant.ask('RequestTimeBarReplay', contract);
    expect(frames.map(({ fields }) => 'marker' in fields && fields.marker)).toEqual([1, 2, 3, undefined]);
    expect(resumptions).toBe(2);
    isRefusing = true;
    await expect(plant.ask('RequestTimeBarReplay', contract)).rejects.toMatchObject({ data: { code: '12' } });
    // What still comes of it disturbs nobody.
    gateway.last().say('ResponseTimeBarReplay', { user_msg: ['4711'], rp_code: ['12', 'output inhibited'] });
    await world.settle();
    expect(plant.isReady).toBe(true);
  });

  test.each([
    ['a resumption', 'ResponseResumeBars', 'RequestResumeBars'],
    ['nothing, after rows that came', 'ResponseTimeBarReplay', 'RequestTimeBarReplay'],
  ] as const)('“no data” as the answer to %s takes no rows away in silence', async (_what, name, asked) => {
    const { plant, gateway, start } = stagePlant('history');
    gateway.onMessage = (message, session) => {
      if (message.name === 'RequestTimeBarReplay') {
        const { user_msg } = message.fields;
        session.say('ResponseTimeBarReplay', { user_msg, rq_handler_rp_code: ['0'], marker: 1 });
        if (asked === 'RequestResumeBars')
          session.say('ResponseTimeBarReplay', { user_msg, request_key: 'K' });
      }
      if (message.name !== asked) return false;
      session.say(name, { user_msg: message.fields.user_msg, rp_code: ['7', 'no data'] });
      return true;
    };
    await start();
    const answer = plant.ask('RequestTimeBarReplay', contract).then(
      (frames) => frames.map(({ fields }) => 'marker' in fields && fields.marker),
      (error: unknown) => (error instanceof Failure ? error.kind : error),
    );
    expect(await answer).toEqual(asked === 'RequestResumeBars' ? 'rejected-by-venue' : [1]);
  });

  test('a reject fails its request whatever its code says; without a request it is told', async () => {
    const { plant, gateway, told, start } = stagePlant();
    await start();
    const asked = plant.ask('RequestReferenceData', contract);
    const user_msg = nameOf(gateway.last().received.at(-1));
    gateway.last().say('Reject', { user_msg, rp_code: ['0'] });
    await expect(asked).rejects.toMatchObject({ kind: 'rejected-by-venue', data: { code: 'reject' } });
    gateway.last().say('Reject', { rp_code: ['3', 'message length is invalid'] });
    expect(told.at(-1)).toContain('“message length is invalid” (3)');
  });

  test('O5: an order is answered, not sent, or its fate is unknown, and never sent twice', async () => {
    const { plant, gateway, world, start } = stagePlant('order');
    expect(await plant.order('RequestNewOrder', contract)).toMatchObject({ outcome: 'not-sent' });
    gateway.onMessage = ({ name }) => name === 'RequestNewOrder';
    await start();
    const answered = plant.order('RequestNewOrder', contract);
    const user_msg = nameOf(gateway.last().received.at(-1));
    // Only the last frame came: it is the whole answer.
    gateway.last().say('ResponseNewOrder', { user_msg, rp_code: ['0'], basket_id: '77' });
    expect(await answered).toMatchObject({
      outcome: 'answered',
      code: '0',
      frames: [{ fields: { basket_id: '77' } }],
    });
    const silent = plant.order('RequestNewOrder', contract);
    await world.pass(31_000);
    expect(await silent).toMatchObject({ outcome: 'unknown' });
    const lost = plant.order('RequestNewOrder', contract);
    gateway.last().end();
    expect(await lost).toMatchObject({ outcome: 'unknown' });
    await world.pass(120_000);
    const sent = gateway.sessions
      .flatMap(({ received }) => received)
      .filter(({ name }) => name === 'RequestNewOrder');
    expect(sent).toHaveLength(3);
  });

  test('heartbeats keep to the server’s interval; two of them without any answer end the link', async () => {
    const { gateway, world, plant, start } = stagePlant();
    gateway.heartbeatSeconds = 10;
    await start();
    await world.pass(100_000);
    expect(gateway.sessions).toHaveLength(1);
    const beats = gateway.last().received.filter(({ name }) => name === 'RequestHeartbeat').length;
    expect(beats).toBeGreaterThanOrEqual(19);
    gateway.onMessage = ({ name }) => name === 'RequestHeartbeat';
    await world.pass(40_000);
    expect(gateway.sessions[0]?.isOpen).toBe(false);
    expect(plant.socket.generation).toBeGreaterThan(1);
  });

  test('a heartbeat that is refused is a lost session, not a sign of life', async () => {
    const { gateway, world, start } = stagePlant();
    await start();
    gateway.onMessage = ({ name, fields }, session) => {
      if (name !== 'RequestHeartbeat') return false;
      session.say('ResponseHeartbeat', {
        user_msg: (fields as { user_msg: string[] }).user_msg,
        rp_code: ['5', 'gone'],
      });
      return true;
    };
    await world.pass(31_000);
    expect(gateway.sessions[0]?.isOpen).toBe(false);
  });

  test('a forced logout ends it without another try until somebody asks', async () => {
    const { gateway, world, plant, start } = stagePlant();
    await start();
    const asked = plant.ask('RequestReferenceData', contract).catch((error: unknown) => error);
    gateway.onMessage = () => true;
    gateway.last().say('ForcedLogout', {});
    await world.settle();
    expect(await asked).toBeInstanceOf(Failure);
    await world.pass(3_600_000);
    expect(gateway.sessions).toHaveLength(1);
    expect(plant.socket.state).toMatchObject({ phase: 'closed', isFinal: true, reason: 'Logged out.' });
    gateway.onMessage = () => false;
    await start();
    await world.pass(10_000);
    expect(gateway.sessions).toHaveLength(2);
    expect(plant.isReady).toBe(true);
  });

  test('what it cannot read or does not know is counted, and the rest goes on', async () => {
    const { gateway, told, pushed, start } = stagePlant();
    await start();
    const whole = encodeMessage('LastTrade', { ...contract, trade_price: 5 });
    gateway.last().sayBytes(Uint8Array.of(0, 0, 0, 9, 1));
    gateway.last().sayBytes(whole.subarray(0, whole.length - 3));
    // Template 359 is nobody’s yet.
    gateway.last().sayBytes(Uint8Array.of(0x98, 0xb6, 0x4b, 0xe7, 0x02));
    expect(decodeFrame(Uint8Array.of(0x98, 0xb6, 0x4b, 0xe7, 0x02))).toMatchObject({ name: 'unknown' });
    gateway.last().sayBytes(whole);
    expect(told.filter((one) => one.startsWith('unreadable'))).toHaveLength(2);
    expect(pushed).toHaveLength(1);
  });

  test('topics are asked for after the login and again after a reconnect; a refusal is told', async () => {
    const refused: string[] = [];
    const topicRequests = (request: number) => (topics: readonly string[]) =>
      topics.map((symbol) => ({
        name: 'RequestMarketDataUpdate' as const,
        fields: { symbol, exchange: 'CME', request, update_bits: 3 },
        onRefused: ({ text }: { text: string }) => refused.push(`${symbol}: ${text}`),
      }));
    const { gateway, world, plant, start } = stagePlant('ticker', {
      topics: { subscribe: topicRequests(1), unsubscribe: topicRequests(2) },
    });
    gateway.onMessage = (message, session) => {
      if (message.name !== 'RequestMarketDataUpdate') return false;
      const { user_msg, symbol } = message.fields;
      const text = symbol === 'ESZ6' ? 'update bit type already exists' : 'permission denied';
      session.say('ResponseMarketDataUpdate', { user_msg, rp_code: ['13', text] });
      return true;
    };
    plant.socket.want('ESZ6');
    const release = plant.socket.want('NQZ6');
    await start();
    expect(refused).toEqual(['NQZ6: permission denied']);
    release();
    await world.settle();
    gateway.last().end();
    await world.pass(10_000);
    const asked = gateway.sessions.map(({ received }) =>
      received.flatMap((one) =>
        one.name === 'RequestMarketDataUpdate' ? [`${one.fields.request} ${one.fields.symbol}`] : [],
      ),
    );
    expect(asked).toEqual([['1 ESZ6', '1 NQZ6', '2 NQZ6'], ['1 ESZ6']]);
  });
});
