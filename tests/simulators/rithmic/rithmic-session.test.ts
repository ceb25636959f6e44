import { afterEach, describe, expect, it } from 'vitest';
import { decodeFact, encodeFact } from '../../rithmic/bufbuild-messages.ts';
import { frame, strangeMessage, unframe, write } from './frames.ts';
import { startRithmicSimulator } from './index.ts';
import { loggedIn, openBrokerage } from './testing/brokerage.ts';
import { dialClient, ProtocolClient } from './testing/protocol-client.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe('framing', () => {
  it('a client is answered in the form it speaks', async () => {
    const brokerage = openBrokerage();
    for (const isPrefixed of [true, false]) {
      const client = new ProtocolClient(brokerage.connect());
      client.isPrefixed = isPrefixed;
      await client.logIn(brokerage.credentials.good, 'ticker');
      await client.ask('RequestHeartbeat');
      expect(client.framings).toEqual([isPrefixed, isPrefixed]);
    }
  });

  it('an older server refuses what has no length in front', async () => {
    const brokerage = openBrokerage();
    brokerage.manners.accepts = 'prefixed';
    const client = new ProtocolClient(brokerage.connect());
    client.isPrefixed = false;
    client.sendPayload(encodeFact('RequestRithmicSystemInfo', {}));
    await client.until(() => client.pushes.length > 0);
    expect(client.heard('Reject')).toEqual([{ rp_code: ['7', 'message length is invalid'] }]);
  });

  it('damage is answered with a Reject, and the socket stays', async () => {
    const brokerage = openBrokerage();
    const client = await loggedIn(brokerage, 'ticker');
    for (const bytes of [[0, 0, 0, 9, 1], [0], [255, 255, 255]]) client.sendBytes(Uint8Array.from(bytes));
    await client.until(() => client.heard('Reject').length === 3);
    expect(await client.answer('RequestHeartbeat')).toMatchObject({ rp_code: ['0'] });
  });

  it('recognises both forms by their bytes, and neither in anything else', () => {
    const payload = encodeFact('RequestHeartbeat', { user_msg: ['1'] });
    expect(unframe(frame(payload, true))).toEqual({ payload, isPrefixed: true });
    expect(unframe(frame(payload, false))).toEqual({ payload, isPrefixed: false });
    expect(unframe(frame(payload, true).subarray(0, 10))).toBeUndefined();
    expect(unframe(new Uint8Array(0))).toBeUndefined();
    expect(unframe(new Uint8Array(4))).toBeUndefined();
  });

  it('can put the template id last and unknown fields of every kind before it', () => {
    const fields = { user_msg: ['a'], ssboe: 1 };
    const id = [0x98, 0xb6, 0x4b];
    const first = Buffer.from(
      write('ResponseHeartbeat', fields, { templateId: 'first', hasUnknownFields: false }),
    );
    expect([...first.subarray(0, 3)]).toEqual(id);
    const odd = Buffer.from(
      write('ResponseHeartbeat', fields, { templateId: 'last', hasUnknownFields: true }),
    );
    expect([...odd.subarray(-4, -1)]).toEqual(id);
    expect(odd.length).toBeGreaterThan(first.length + 30);
    expect(decodeFact(odd)).toEqual({ name: 'ResponseHeartbeat', templateId: 19, fields });
    expect(decodeFact(strangeMessage(98_765))).toMatchObject({ name: 'unknown', templateId: 98_765 });
  });
});

describe('discovery', () => {
  it('tells the systems and closes; a login on the same socket is not possible', async () => {
    const brokerage = openBrokerage();
    const client = new ProtocolClient(brokerage.connect());
    const answer = await client.answer('RequestRithmicSystemInfo');
    expect(answer.system_name).toContain('Rithmic Paper Trading');
    expect(answer.has_aggregated_quotes).toHaveLength((answer.system_name as string[]).length);
    await client.until(() => client.closedWith !== undefined);
    expect(client.closedWith).toBe(1000);
  });

  it('tells the gateways of a system over the network, encrypted', async () => {
    const simulator = await startRithmicSimulator({
      tls: true,
      symbols: ['ESZ6'],
      historyMinutes: 60,
      historyHours: 1,
    });
    closers.push(() => simulator.close());
    expect(simulator.url.gateway).toMatch(/^wss:/);
    const client = await dialClient(simulator.url.gateway, { ca: simulator.ca ?? '' });
    const answer = await client.answer('RequestRithmicSystemGatewayInfo', { system_name: 'Rithmic Test' });
    expect(answer.gateway_uri).toEqual([simulator.url.gateway, simulator.url.gateway]);
    expect(simulator.server.counts.get('RequestRithmicSystemGatewayInfo')).toBe(1);
  });
});

describe('login', () => {
  it('tells who is logged in and how often to say something', async () => {
    const brokerage = openBrokerage({ heartbeatSeconds: 42 });
    const client = new ProtocolClient(brokerage.connect());
    expect(await client.logIn(brokerage.credentials.good, 'order')).toMatchObject({
      rp_code: ['0'],
      fcm_id: 'SIMFCM',
      ib_id: 'SIMIB',
      heartbeat_interval: 42,
      template_version: '5.42',
    });
    expect(brokerage.sessions()).toMatchObject([{ user: 'trader@example.test', plant: 'order' }]);
  });

  it('every kind of refusal is code 13', async () => {
    const brokerage = openBrokerage({ approvedApps: ['test:SimulatorTests'] });
    const { credentials } = brokerage;
    const attempts = [
      [credentials.wrongSecret, {}],
      [credentials.unknown, {}],
      [credentials.ipBound, {}],
      [credentials.unsigned, {}],
      [credentials.good, { app_name: 'other:App' }],
      [credentials.good, { system_name: 'Rithmic test' }],
    ] as const;
    for (const [key, more] of attempts) {
      const client = new ProtocolClient(brokerage.connect());
      expect((await client.logIn(key, 'ticker', more)).rp_code).toEqual(['13', 'permission denied']);
      await client.until(() => client.closedWith !== undefined);
    }
    expect(brokerage.sessions()).toEqual([]);
  });

  it('nothing but discovery goes without it', async () => {
    const client = new ProtocolClient(openBrokerage().connect());
    client.sendPayload(encodeFact('RequestSearchSymbols', { user_msg: ['7'], search_text: 'ES' }));
    await client.until(() => client.heard('Reject').length === 1 || client.pushes.length > 0);
    expect(client.heard('Reject')).toEqual([{ user_msg: ['7'], rp_code: ['7', 'not logged in'] }]);
  });

  it('the wrong plant rejects', async () => {
    const client = await loggedIn(openBrokerage(), 'ticker');
    client.sendPayload(encodeFact('RequestTimeBarReplay', { user_msg: ['7'] }));
    await client.until(() => client.heard('Reject').length === 1);
  });

  it('can be left without an answer', async () => {
    const brokerage = openBrokerage();
    brokerage.manners.ignoresLogins = true;
    const client = new ProtocolClient(brokerage.connect());
    const answer = client.logIn(brokerage.credentials.good, 'ticker');
    const outcome = await Promise.race([
      answer,
      new Promise((resolve) => setTimeout(resolve, 50, 'silence')),
    ]);
    expect(outcome).toBe('silence');
    answer.catch(() => undefined);
    client.close();
  });
});

describe('sessions', () => {
  it('above the limit the oldest is logged out by force, on that plant only', async () => {
    const brokerage = openBrokerage();
    const { single } = brokerage.credentials;
    const market = await loggedIn(brokerage, 'ticker', single);
    const first = await loggedIn(brokerage, 'order', single);
    const second = await loggedIn(brokerage, 'order', single);
    await first.until(() => first.closedWith !== undefined);
    expect(first.heard('ForcedLogout')).toEqual([{}]);
    expect(second.closedWith).toBeUndefined();
    expect(market.closedWith).toBeUndefined();
    expect(brokerage.gate.overruns).toBe(1);
  });

  it('or the newest is refused', async () => {
    const brokerage = openBrokerage({ overLimit: 'refuse the newest' });
    const { single } = brokerage.credentials;
    await loggedIn(brokerage, 'order', single);
    await expect(loggedIn(brokerage, 'order', single)).rejects.toThrow('13');
  });

  it('four logins at once look like too many sessions', async () => {
    const brokerage = openBrokerage({ stagger: { logins: 4, withinMs: 1000 } });
    const all: ProtocolClient[] = [];
    for (const plant of ['ticker', 'order', 'history', 'pnl'] as const)
      all.push(await loggedIn(brokerage, plant));
    await all[2]?.until(() => all[2]?.closedWith !== undefined);
    expect(brokerage.sessions()).toMatchObject([{ plant: 'pnl' }]);
  });

  it('is dropped when nothing is heard for two intervals, and lives on heartbeats', async () => {
    const brokerage = openBrokerage({ heartbeatSeconds: 0.1 });
    const quiet = await loggedIn(brokerage, 'ticker');
    const alive = await loggedIn(brokerage, 'ticker');
    const beat = setInterval(() => alive.ask('RequestHeartbeat').catch(() => undefined), 60);
    closers.push(() => clearInterval(beat));
    await quiet.until(() => quiet.closedWith !== undefined);
    expect(alive.closedWith).toBeUndefined();
  });

  it('is logged out by force at will', async () => {
    const brokerage = openBrokerage();
    const ticker = await loggedIn(brokerage, 'ticker');
    const history = await loggedIn(brokerage, 'history');
    brokerage.forceLogout('ticker');
    await ticker.until(() => ticker.closedWith !== undefined);
    expect(history.closedWith).toBeUndefined();
    expect(await history.answer('RequestLogout')).toMatchObject({ rp_code: ['0'] });
    await history.until(() => history.closedWith !== undefined);
    expect(brokerage.sessions()).toEqual([]);
  });

  it('is cut with everything else, or with its plant alone, on both ways', async () => {
    const simulator = await startRithmicSimulator({ symbols: ['ESZ6'], historyMinutes: 30, historyHours: 1 });
    closers.push(() => simulator.close());
    const { rithmic } = simulator;
    const near = await loggedIn(rithmic, 'ticker');
    const far = await dialClient(simulator.url.gateway);
    await far.logIn(simulator.credentials.good, 'order');
    rithmic.dropAll('order');
    await far.until(() => far.closedWith === 1006);
    expect(near.closedWith).toBeUndefined();
    rithmic.dropAll();
    await near.until(() => near.closedWith === 1006);
    expect(rithmic.sessions()).toEqual([]);
  });
});
