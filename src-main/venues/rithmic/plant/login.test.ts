import { describe, expect, test } from 'vitest';
import { createVirtualWorld } from '../../connection/testing/virtual-world.ts';
import { stagePlant } from '../testing/memory-gateway.ts';
import { createLoginTurns } from './login-turns.ts';

type Stage = ReturnType<typeof stagePlant>;

function refuseLogins({ gateway }: Stage, ...rp_code: string[]): void {
  gateway.onMessage = (message, session) => {
    if (message.name !== 'RequestLogin') return false;
    session.say('ResponseLogin', { user_msg: message.fields.user_msg, rp_code });
    return true;
  };
}

describe('logins', () => {
  test('code 13 is tried twice, then given up with all that it may mean, never as a wrong password', async () => {
    const stage = stagePlant('ticker', { explainRefusal: async () => 'Unsigned: “CME”.' });
    refuseLogins(stage, '13', 'permission denied');
    await stage.start();
    await stage.world.pass(3_600_000);
    expect(stage.gateway.sessions).toHaveLength(2);
    const { reason, isFinal } = stage.plant.socket.state;
    expect(isFinal).toBe(true);
    expect(reason).toContain('“permission denied” (13)');
    expect(reason).toContain('tide:Tidemark');
    expect(reason).toMatch(/agreements.*API.*gateway.*sessions/s);
    expect(reason).toContain('Unsigned: “CME”.');
    expect(reason).not.toMatch(/wrong password/i);
    // Whoever asks again gets two tries more.
    stage.turns.begin();
    await stage.start();
    await stage.world.pass(3_600_000);
    expect(stage.gateway.sessions).toHaveLength(4);
  });

  test('asked for by hand, a refused login is tried once, and its refusal ends it', async () => {
    const stage = stagePlant('ticker');
    refuseLogins(stage, '13', 'permission denied');
    await stage.start();
    await stage.world.pass(3_600_000);
    expect(stage.gateway.sessions).toHaveLength(2);
    expect(stage.plant.socket.retryNow(true)).toBe(true);
    stage.turns.beginOnce();
    await stage.world.pass(3_600_000);
    expect(stage.gateway.sessions).toHaveLength(3);
    expect(stage.plant.socket.state).toMatchObject({ phase: 'closed', isFinal: true });
  });

  test('asked for by hand, a login that waits for the next one comes at once, though never twice in two seconds', async () => {
    const stage = stagePlant('ticker', {}, createVirtualWorld({ startAt: Date.UTC(2026, 0, 6, 12) }));
    stage.gateway.onMessage = ({ name }, session) => {
      if (name !== 'RequestLogin') return false;
      session.end(1006);
      return true;
    };
    await stage.start();
    await stage.world.pass(300_000);
    const before = stage.gateway.sessions.length;
    for (let clicks = 0; clicks < 20; clicks += 1) {
      stage.plant.socket.retryNow(true);
      stage.turns.beginOnce();
      await stage.world.pass(100);
    }
    const more = stage.gateway.sessions.length - before;
    expect(more).toBeGreaterThanOrEqual(1);
    expect(more).toBeLessThanOrEqual(2);
  });

  test('a refusal is what is read, though the server hangs up at once after it', async () => {
    const stage = stagePlant();
    const reasons: string[] = [];
    stage.plant.socket.onState(({ reason }) => reasons.push(reason));
    stage.gateway.onMessage = (message, session) => {
      if (message.name !== 'RequestLogin') return false;
      session.say('ResponseLogin', {
        user_msg: message.fields.user_msg,
        rp_code: ['13', 'permission denied'],
      });
      session.end(1000);
      return true;
    };
    await stage.start();
    await stage.world.pass(60_000);
    expect(reasons.filter((reason) => reason.includes('closed the connection'))).toEqual([]);
    expect(stage.plant.socket.state).toMatchObject({ isFinal: true });
    expect(stage.plant.socket.state.reason).toContain('(13)');
  });

  test('what is refused for one plant is not tried with another', async () => {
    const world = createVirtualWorld();
    const turns = createLoginTurns(world.parts);
    const stages = (['order', 'ticker', 'history'] as const).map((name) =>
      stagePlant(name, { turns }, world),
    );
    for (const stage of stages) refuseLogins(stage, '13', 'permission denied');
    for (const { plant } of stages) plant.socket.start();
    await world.pass(3_600_000);
    expect(stages.reduce((sum, { gateway }) => sum + gateway.sessions.length, 0)).toBe(2);
    expect(stages.map(({ plant }) => plant.socket.state.isFinal)).toEqual([true, true, true]);
  });

  test('a plant that is refused is tried twice, however many others log in meanwhile', async () => {
    const world = createVirtualWorld();
    const turns = createLoginTurns(world.parts);
    const stages = (['order', 'ticker', 'history', 'pnl'] as const).map((name) =>
      stagePlant(name, { turns }, world),
    );
    for (const stage of stages) {
      if (stage.plant.name === 'ticker') refuseLogins(stage, '13', 'permission denied');
      stage.plant.socket.start();
    }
    await world.pass(3_600_000);
    expect(stages.map(({ gateway }) => gateway.sessions.length)).toEqual([1, 2, 1, 1]);
    expect(stages[1]?.plant.socket.state.isFinal).toBe(true);
    // The others may come back.
    stages[3]?.gateway.last().end();
    await world.pass(120_000);
    expect(stages[3]?.plant.isReady).toBe(true);
  });

  test('plants log in one after another, with a pause between', async () => {
    const world = createVirtualWorld();
    const turns = createLoginTurns(world.parts);
    const times: number[] = [];
    const stages = (['order', 'ticker', 'history', 'pnl'] as const).map((name) =>
      stagePlant(name, { turns }, world),
    );
    for (const { plant } of stages) {
      plant.onReady(() => times.push(world.parts.monotonicMs()));
      plant.socket.start();
    }
    await world.pass(5_000);
    expect(times).toHaveLength(4);
    for (const [index, time] of times.entries()) {
      if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(500);
    }
  });

  test('a plant that cannot stay is tried at most once a minute in the long run', async () => {
    const stage = stagePlant('ticker', {}, createVirtualWorld({ startAt: Date.UTC(2026, 0, 6, 12) }));
    stage.gateway.onMessage = ({ name }, session) => {
      if (name !== 'RequestLogin') return false;
      session.end(1006);
      return true;
    };
    await stage.start();
    await stage.world.pass(3_600_000);
    expect(stage.gateway.sessions.length).toBeGreaterThan(25);
    expect(stage.gateway.sessions.length).toBeLessThanOrEqual(64);
  });

  test('a login that gets no answer says what that may mean', async () => {
    const stage = stagePlant();
    stage.gateway.onMessage = ({ name }) => name === 'RequestLogin';
    const reasons: string[] = [];
    stage.plant.socket.onState(({ reason }) => reasons.push(reason));
    await stage.start();
    await stage.world.pass(26_000);
    expect(reasons.join()).toContain('did not answer the login within 25 s');
  });

  test('a connection that is cut off during the login for its sessions is not tried for ever', async () => {
    const stage = stagePlant();
    stage.gateway.onMessage = ({ name }, session) => {
      if (name === 'RequestLogin') session.end(1011);
      return true;
    };
    await stage.start();
    await stage.world.pass(3_600_000);
    expect(stage.gateway.sessions).toHaveLength(2);
    expect(stage.plant.socket.state).toMatchObject({ isFinal: true });
    expect(stage.plant.socket.state.reason).toContain('sessions');
  });

  test('the weekend is waited out calmly, with words', async () => {
    // A Saturday in Chicago.
    const stage = stagePlant('ticker', {}, createVirtualWorld({ startAt: Date.UTC(2026, 0, 10, 12) }));
    stage.gateway.onMessage = ({ name }, session) => {
      if (name === 'RequestLogin') session.end(1006);
      return true;
    };
    await stage.start();
    await stage.world.pass(3_600_000);
    expect(stage.gateway.sessions.length).toBeLessThanOrEqual(9);
    expect(stage.plant.socket.state.phase).toBe('back-off');
    expect(stage.plant.socket.state.reason).toContain('until Sunday 17:00 in Chicago (23:00 UTC)');
  });
});
