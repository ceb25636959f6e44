import { describe, expect, test } from 'vitest';
import { longestSentence } from '../../../src-shared/contract/connections.ts';
import { isInstrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs, isoTime } from '../../../src-shared/domain/time.ts';
import { closureAt } from './closures.ts';
import { createRithmic } from './create-rithmic.ts';
import { createFrameDecoder } from './decoder.ts';
import {
  isEmptyResult,
  isHarmless,
  loginRefusal,
  printable,
  rejectFailure,
  responseCode,
  rithmicFailure,
} from './errors.ts';
import { createHeartbeatClock } from './heartbeat-clock.ts';
import { checkSettings, defaultAppName, loginKey, settingsOf } from './settings.ts';
import { symbolsFor } from './symbols.ts';
import { gatewayChoices, isPaperSystem, systemChoices } from './systems.ts';
import { encodeMessage } from './wire/codec.ts';
import { frame } from './wire/frame.ts';

describe('codes', () => {
  test('code and text together say what an answer means', () => {
    expect(responseCode(['7', 'no data'])).toEqual({ code: '7', text: 'no data' });
    expect(responseCode(undefined)).toEqual({ code: '', text: '' });
    expect(isEmptyResult(responseCode(['7', 'No Data']))).toBe(true);
    expect(isEmptyResult(responseCode(['7', 'an error occurred while parsing data.']))).toBe(false);
    expect(isEmptyResult(responseCode(['7']))).toBe(false);
    expect(isHarmless(responseCode(['5', 'update bit type already exists']))).toBe(true);
    expect(rithmicFailure(responseCode(['13', 'permission denied'])).kind).toBe('unauthorised');
    expect(rithmicFailure(responseCode(['1039', 'FCM Id field is not received.'])).kind).toBe('invalid');
    expect(rithmicFailure(responseCode(['4711']))).toMatchObject({
      kind: 'rejected-by-venue',
      message: 'Rithmic says code 4711.',
    });
    expect(rejectFailure(responseCode(['0'])).data.code).toBe('reject');
  });

  test('words of the server are shown as one line of text', () => {
    expect(printable('a\u0000b\u001b[31m\nc')).toBe('a b [31m c');
    expect(printable('x'.repeat(500))).toHaveLength(200);
  });

  test('everything that code 13 may mean fits where a reason is shown', () => {
    const code = { code: '13', text: 'permission denied' };
    const said = loginRefusal(code, { system: 'Rithmic Paper Trading', appName: 'tidemark:Tidemark' });
    expect(said.length).toBeGreaterThan(500);
    expect(said.length).toBeLessThanOrEqual(longestSentence);
  });

  test('a refusal for sessions, for rights and for anything else has words of its own', () => {
    const settings = { system: 'Apex', appName: defaultAppName };
    expect(loginRefusal(responseCode(['13', 'permission denied']), settings)).not.toMatch(/wrong password/i);
    expect(loginRefusal(responseCode(['13', 'too many sessions']), settings)).toContain('All sessions');
    expect(loginRefusal(responseCode(['3', 'bad user']), settings)).toContain('Check the user');
    expect(loginRefusal(responseCode(['99']), settings)).toContain('code 99');
  });
});

describe('names', () => {
  test('contracts go both ways; those of made-up prices have a source of their own', () => {
    for (const isMadeUp of [false, true]) {
      const symbols = symbolsFor(isMadeUp);
      const contract = { exchange: 'CME', symbol: '6EZ6' };
      const id = symbols.idOf(contract);
      expect(id).toBe(isMadeUp ? 'CME_TEST:6EZ6' : 'CME:6EZ6');
      expect(id !== undefined && symbols.contractOf(id)).toEqual(contract);
      expect(id !== undefined && symbolsFor(!isMadeUp).contractOf(id)).toBeUndefined();
    }
    expect(symbolsFor(false).idOf({ exchange: 'CME', symbol: 'ESZ6 C4500' })).toBeUndefined();
    expect(symbolsFor(false).idOf({ exchange: '', symbol: 'ESZ6' })).toBeUndefined();
  });

  test('systems say whether they are paper; what is typed counts as live', () => {
    expect(
      ['Rithmic Test', 'Rithmic Paper Trading', 'Apex', 'rithmic test', 'Mine'].map(isPaperSystem),
    ).toEqual([true, true, false, false, false]);
    expect(new Set(systemChoices.map(({ value }) => value)).size).toBe(systemChoices.length);
    for (const { value } of gatewayChoices) expect(value).toMatch(/^wss:\/\/[a-z0-9-]+\.rithmic\.com:443$/);
  });
});

describe('settings', () => {
  test('have usual values, may all be typed, and never claim to be one of Rithmic’s programs', () => {
    expect(settingsOf({})).toMatchObject({ system: 'Rithmic Test', isPrefixed: true, hasMadeUpPrices: true });
    const typed = settingsOf({
      settings: { system: ' Apex ', prefixed: 'no', gateway: 'wss://a.test:443/' },
    });
    expect(typed).toMatchObject({ system: 'Apex', isPrefixed: false, gateway: 'wss://a.test:443' });
    expect(() => checkSettings(typed)).not.toThrow();
    expect(() => checkSettings({ ...typed, gateway: 'nonsense' })).toThrow(/wss:\/\/host:443/);
    expect(() => checkSettings({ ...typed, appName: 'R | Trader Pro' })).toThrow(/own programs/);
    for (const { name, default: usual } of createRithmic().description.settings ?? []) {
      const settings = { [name]: usual };
      expect(settingsOf({ settings })).toEqual(settingsOf({}));
    }
  });

  test('a login is the same for the same gateway, system and user, and its name does not tell the user', () => {
    const settings = settingsOf({});
    expect(loginKey(settings, 'Trader ')).toBe(loginKey(settings, 'trader'));
    expect(loginKey(settings, 'trader')).not.toBe(loginKey({ ...settings, system: 'Apex' }, 'trader'));
    expect(loginKey(settings, 'trader')).not.toContain('trader');
  });
});

test.each([
  ['Friday 15:59 in Chicago', '2026-10-09T20:59:00Z', undefined],
  ['Friday 16:00', '2026-10-09T21:00:00Z', '2026-10-11T22:00:00.000Z'],
  ['Saturday', '2026-10-10T12:00:00Z', '2026-10-11T22:00:00.000Z'],
  ['Sunday 16:59', '2026-10-11T21:59:00Z', '2026-10-11T22:00:00.000Z'],
  ['Sunday 17:00', '2026-10-11T22:00:00Z', undefined],
  ['a day’s pause in winter', '2026-01-06T22:30:00Z', '2026-01-06T23:00:00.000Z'],
  ['its end', '2026-01-06T23:00:00Z', undefined],
])('closures: %s', (_name, now, until) => {
  const closure = closureAt(epochMs(Date.parse(now)));
  expect(closure && isoTime(closure.until)).toBe(until);
});

describe('the clock of the heartbeats', () => {
  test('O15: narrows down where the server’s clock stands, and starts anew when one of them was set', () => {
    let now = 1_000_000;
    const clock = createHeartbeatClock(
      { now: () => epochMs(now), monotonicMs: () => now },
      async () => undefined,
    );
    expect([clock.isMeasured, clock.offsetMs]).toEqual([false, 0]);
    // The server is 5,000 ms ahead; answers take 100 ms, half of it each way.
    for (let count = 0; count < 5; count += 1) {
      clock.observe(now + 50 + 5_000, now, 100);
      now += 10_000;
    }
    expect(Math.abs(clock.offsetMs - 5_000)).toBeLessThanOrEqual(51);
    expect(clock.earliest).toBeLessThanOrEqual(now + 5_000);
    expect(clock.latest).toBeGreaterThanOrEqual(now + 5_000);
    clock.observe(now + 5_010, now, 20);
    expect(Math.abs(clock.offsetMs - 5_000)).toBeLessThanOrEqual(12);
    now += 3_600_000;
    clock.observe(now + 10, now, 20);
    expect(Math.abs(clock.offsetMs)).toBeLessThanOrEqual(12);
  });
});

describe('the protocol inspector', () => {
  const trade = encodeMessage('LastTrade', {
    symbol: 'ESZ6',
    exchange: 'CME',
    presence_bits: 1,
    trade_price: 5,
    trade_size: 2,
    ssboe: 1,
  });

  test('reads either framing, bytes or hex, and never throws', () => {
    const told = [{ kind: 'trade', instrument: 'CME:ESZ6', time: 1000, price: 5, size: 2, side: 'unknown' }];
    const decoder = createFrameDecoder();
    expect(decoder.decode(trade)).toEqual(told);
    expect(decoder.decode(Buffer.from(frame(trade, true)).toString('hex'))).toEqual(told);
    expect(decoder.decode('zz')).toMatchObject([{ kind: 'unreadable' }]);
    expect(decoder.decode(trade.subarray(0, 9))).toMatchObject([{ kind: 'unreadable' }]);
    const login = encodeMessage('RequestLogin', { user: 'me', password: 'hunter2' });
    expect(JSON.stringify(decoder.decode(login))).not.toContain('hunter2');
  });

  const rounds = process.env.TIDEMARK_LONG === '1' ? 50_000 : 3_000;
  test(`survives ${rounds} malformed frames, none of them slow`, () => {
    const decoder = createFrameDecoder();
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    let [whole, bad, slowest] = [0, 0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Buffer.from(frame(trade, random(2) === 0));
      for (let change = random(4); change > 0; change -= 1) bytes[random(bytes.length)] = random(256);
      const sent = bytes.subarray(0, random(8) === 0 ? random(bytes.length) : bytes.length);
      let startedAt = performance.now();
      const events = decoder.decode(sent);
      let elapsedMs = performance.now() - startedAt;
      if (elapsedMs >= 50) {
        // The machine may have been busy with something else.
        startedAt = performance.now();
        decoder.decode(sent);
        elapsedMs = performance.now() - startedAt;
      }
      slowest = Math.max(slowest, elapsedMs);
      for (const { kind } of events) {
        if (kind === 'unreadable') bad += 1;
        else whole += 1;
      }
    }
    expect(slowest).toBeLessThan(50);
    // The control: some were left whole, and many were not.
    expect(Math.min(whole, bad)).toBeGreaterThan(rounds / 20);
  });

  test('every id it tells is one', () => {
    const events = createFrameDecoder().decode(trade);
    expect(events.every((event) => 'instrument' in event && isInstrumentId(String(event.instrument)))).toBe(
      true,
    );
  });
});
