import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startConnectProxy } from '../../src-main/venues/connection/testing/tiny-proxies.ts';
import type { ConnectionSettings } from '../../src-shared/contract/connections.ts';
import { startBinanceSimulator } from '../simulators/binance/index.ts';
import { startCoinbaseSimulator } from '../simulators/coinbase/index.ts';
import type { Simulator } from '../simulators/exchange/simulator.ts';
import { startKrakenSimulator } from '../simulators/kraken/index.ts';
import { startRithmicSimulator } from '../simulators/rithmic/index.ts';
import { startZerodhaSimulator } from '../simulators/zerodha/index.ts';
import { connect, type Keys, rotate, tryKeys, unlockWith } from './canary-acts.ts';
import { CanaryHost } from './canary-host.ts';
import { loginsInTrouble } from './canary-rithmic.ts';
import { type Canary, type Hit, needlesOf, searchBytes, searchFolder } from './canary-search.ts';
import { startTap, type Tap } from './canary-tap.ts';

const endings: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of endings.reverse()) await end();
});

const names = (hits: readonly Hit[]) => [...new Set(hits.map(({ canary }) => canary))].toSorted();
const fresh = (length = 24) => randomBytes(length).toString('hex');
const products: Readonly<Record<string, string>> = { rithmic: 'futures', zerodha: 'equity' };
const quiet = { historyMinutes: 2, historyHours: 2 };

test('D3, control: a planted canary is found in every encoding, in files, names and outputs', () => {
  const canary = { name: 'planted', value: `s3cr/t+${fresh()}==` };
  const needles = needlesOf([canary]);
  const { value } = canary;
  const bytes = Buffer.from(value);
  const around = (middle: string) => Buffer.from(`before ${middle} after`);
  const planted = {
    plain: around(value),
    hex: around(bytes.toString('hex')),
    HEX: around(bytes.toString('hex').toUpperCase()),
    URL: around(encodeURIComponent(value)),
    'UTF-16': Buffer.from(`before ${value} after`, 'utf16le'),
    base64: around(bytes.toString('base64')),
    base64url: around(bytes.toString('base64url')),
    'base64 within a longer text': around(Buffer.from(`{"a":"${value}"}`).toString('base64')),
    'base64 within another': around(Buffer.from(`xx${value}yy`).toString('base64')),
  };
  for (const [encoding, haystack] of Object.entries(planted))
    expect(searchBytes(haystack, encoding, needles), encoding).not.toEqual([]);
  expect(searchBytes(around('nothing of it'), 'nowhere', needles)).toEqual([]);
});

test('D3, control: a secret in an argument, in the environment and in the report of a crash is found', async () => {
  const host = new CanaryHost();
  endings.push(async () => rmSync(host.profile, { recursive: true, force: true }));
  const [argument, variable] = [fresh(), fresh()];
  const needles = needlesOf([
    { name: 'argument', value: argument },
    { name: 'variable', value: variable },
  ]);
  await host.runCareless(argument, variable);
  const inProcess = host.outputs.filter(({ name }) => name.startsWith('the process'));
  expect(names(inProcess.flatMap(({ name, bytes }) => searchBytes(bytes, name, needles)))).toEqual([
    'argument',
    'variable',
  ]);
  expect(names(searchFolder(host.profile, needles).hits)).toEqual(['argument', 'variable']);
});

test('D3: no secret is found in the profile, logs, outputs, exports, frames to the page, or where it does not belong on the wire', {
  timeout: 360_000,
}, async () => {
  const host = new CanaryHost();
  endings.push(
    async () => rmSync(host.profile, { recursive: true, force: true }),
    () => host.stop(),
  );
  const passphrase = `pass-${fresh()}`;
  const proxyPassword = `proxy-${fresh()}`;
  const proxy = await startConnectProxy({ login: `trader:${proxyPassword}` });
  endings.push(() => proxy.close());
  const venues = await startVenues();
  const { binance, coinbase, kraken, rithmic, zerodha } = venues.simulators;
  const rpc = await host.start();
  await unlockWith(host, rpc, passphrase);

  const { good, wrongSecret, ed25519 } = binance.credentials;
  const { good: coinbaseKey, ed25519: coinbaseNext } = coinbase.credentials;
  const { good: krakenKey, wrongSecret: krakenWrong } = kraken.credentials;
  const { good: kite } = zerodha.credentials;
  const keysOf = {
    binance: { apiKey: good.apiKey, secret: good.secret, proxyPassword },
    coinbase: { ...coinbaseKey },
    kraken: { apiKey: krakenKey.apiKey, apiSecret: krakenKey.privateKey },
    zerodha: { apiKey: kite.apiKey, apiSecret: kite.apiSecret, accessToken: kite.accessToken },
  };
  const ids: Record<string, string> = {};
  for (const [kind, keys] of Object.entries(keysOf)) {
    const settings = venues.settings(kind, kind === 'binance' ? proxy.url.replace('//', '//trader@') : '');
    ids[kind] = await connect(host, rpc, kind, settings, keys);
  }
  const failed = [
    await tryKeys(host, rpc, 'binance', venues.settings('binance'), wrongSecret as unknown as Keys),
    await tryKeys(host, rpc, 'kraken', venues.settings('kraken'), {
      apiKey: krakenWrong.apiKey,
      apiSecret: krakenWrong.privateKey,
    }),
  ];
  expect(failed).toEqual([true, true]);

  await rotate(host, rpc, ids.binance ?? '', 'binance', { ...ed25519, proxyPassword } as unknown as Keys);
  await rotate(host, rpc, ids.coinbase ?? '', 'coinbase', { ...coinbaseNext });
  const requestToken = zerodha.signIn(kite);
  await rpc.connections.finishWebLogin({ id: ids.zerodha ?? '', answer: requestToken });
  await rpc.connections.revoke({ id: ids.kraken ?? '' });
  const logins = await loginsInTrouble(host, rpc, rithmic.rithmic, venues.settings('rithmic'));
  await host.reportAsInACrash();

  const exported = (await rpc.connections.exportAudit({})).csv;
  const told = JSON.stringify([
    await rpc.connections.audit({ text: '', connection: '', before: null, limit: 500 }),
    await rpc.connections.security({}),
    await rpc.connections.list({}),
  ]);
  const canaries: Canary[] = [
    { name: 'vault passphrase', value: passphrase },
    { name: 'proxy password', value: proxyPassword },
    { name: 'launch code', value: host.code },
    { name: 'web host token', value: host.token },
    { name: 'Binance key', value: good.apiKey, venue: 'binance' },
    { name: 'Binance secret', value: good.secret },
    { name: 'Binance wrong secret', value: wrongSecret.secret },
    { name: 'Binance second key', value: ed25519.apiKey, venue: 'binance' },
    { name: 'Binance PEM key', value: ed25519.secret },
    { name: 'Coinbase key name', value: coinbaseKey.keyName, venue: 'coinbase' },
    { name: 'Coinbase PEM key', value: coinbaseKey.privateKey },
    { name: 'Coinbase second key', value: coinbaseNext.privateKey },
    { name: 'Kraken key', value: krakenKey.apiKey, venue: 'kraken' },
    { name: 'Kraken secret', value: krakenKey.privateKey },
    { name: 'Kraken wrong secret', value: krakenWrong.privateKey },
    { name: 'Kite key', value: kite.apiKey, venue: 'zerodha' },
    { name: 'Kite secret', value: kite.apiSecret },
    { name: 'Kite access token', value: kite.accessToken, venue: 'zerodha' },
    { name: 'Kite request token', value: requestToken, venue: 'zerodha' },
    ...logins.canaries,
  ];
  expect(canaries.filter(({ value }) => value.length < 8)).toEqual([]);
  const needles = needlesOf(canaries);
  const covered = new Set(needles.map(({ canary }) => canary.name));
  expect(canaries.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);

  // Once while everything is open, once after the end.
  const running = searchFolder(host.profile, needles);
  await host.stop();
  const recorded = join(host.profile, 'recorded.jsonl');
  expect(await host.run(['doctor', '--json'])).not.toBeNull();
  expect(await host.run(['connection', 'list', '--json'])).toBe(0);
  const answer = `${passphrase}\n`;
  expect(await host.run(['venue', 'test', ids.binance ?? '', '--json'], answer)).not.toBeNull();
  const record = ['venue', 'record', ids.coinbase ?? '', '--out', recorded, '--seconds', '3'];
  expect(await host.run([...record, '--instrument', 'COINBASE:BTC-USD'], answer)).toBe(0);
  expect(readFileSync(recorded, 'utf8').split('\n').length).toBeGreaterThan(3);
  expect(await host.run(['venue', 'test', logins.id, '--json'], answer)).not.toBeNull();
  const plants = join(host.profile, 'plants.jsonl');
  const recordPlants = ['venue', 'record', logins.id, '--out', plants, '--seconds', '8'];
  expect(await host.run([...recordPlants, '--instrument', 'CME_TEST:ESZ6'], answer)).toBe(0);
  expect(readFileSync(plants, 'utf8').split('\n').length).toBeGreaterThan(8);
  const ended = searchFolder(host.profile, needles);

  const outputs = [...host.outputs, host.toPage];
  const hits: Hit[] = [
    ...running.hits,
    ...ended.hits,
    ...outputs.flatMap(({ name, bytes }) => searchBytes(bytes, name, needles)),
    ...searchBytes(Buffer.from(exported), 'the exported audit', needles),
    ...searchBytes(Buffer.from(told), 'answers to the page', needles),
  ].filter(({ canary, where }) => !(canary === 'web host token' && where === 'web-token'));
  const wire = Object.entries(venues.taps).flatMap(([kind, tap]) =>
    searchBytes(
      tap.heard(),
      `the wire to ${kind}`,
      needles.filter(({ canary }) => canary.venue !== kind),
    ),
  );
  const wireBytes = Object.values(venues.taps).reduce((sum, tap) => sum + tap.heard().length, 0);
  console.log(
    `canary: ${canaries.length} secrets in ${needles.length} forms; ${running.files} and ${ended.files} files of ` +
      `${running.bytes + ended.bytes} bytes, ${host.outputs.length} outputs, ${host.toPage.bytes.length} bytes of frames to ` +
      `the page, ${exported.length} of exports, ${wireBytes} on the wire: ${hits.length + wire.length} hits`,
  );
  expect(hits).toEqual([]);
  expect(wire).toEqual([]);
  // The search was of something: keys went to venues where venues ask for them, and the token lies in its own file.
  const asked = searchBytes(
    Buffer.concat(Object.values(venues.taps).map((tap) => tap.heard())),
    'wire',
    needles,
  );
  expect(asked.map(({ canary }) => canary)).toEqual(
    expect.arrayContaining(['Binance second key', 'Kraken key', 'Kite access token', ...logins.asked]),
  );
  expect(host.outputs.filter(({ name }) => name.startsWith('the process')).length).toBeGreaterThan(20);
  expect(running.names).toContainEqual(expect.stringMatching(/^report\..*\.json$/));
  expect([running.hits, ended.hits].flat().map(({ where }) => where)).toContain('web-token');
  expect(host.toPage.bytes.length).toBeGreaterThan(1000);
});

/** All venues, each behind a tap. */
async function startVenues() {
  const simulators = {
    binance: await startBinanceSimulator(quiet),
    coinbase: await startCoinbaseSimulator(quiet),
    kraken: await startKrakenSimulator(quiet),
    rithmic: await startRithmicSimulator({ ...quiet, symbols: ['ESZ6'] }),
    zerodha: await startZerodhaSimulator(quiet),
  };
  const taps: Record<string, Tap> = {};
  for (const [kind, simulator] of Object.entries<Simulator>(simulators)) {
    taps[kind] = await startTap(simulator.server.port);
    simulator.run(5);
    endings.push(
      () => simulator.close(),
      async () => taps[kind]?.close(),
    );
  }
  const { binance, coinbase, kraken, rithmic, zerodha } = simulators;
  const urls: Record<string, Record<string, string>> = {
    binance: {
      spotRest: binance.url.rest,
      spotStream: binance.url.ws,
      spotWsApi: binance.url.wsApi,
      futuresRest: binance.url.fapi,
      futuresStream: binance.url.fstream,
    },
    coinbase: coinbase.url,
    kraken: kraken.url,
    rithmic: { gateway: rithmic.url.gateway },
    zerodha: zerodha.url,
  };
  return {
    simulators,
    taps,
    settings(kind: string, proxy = ''): ConnectionSettings {
      const through = (url: string) => taps[kind]?.through(url) ?? url;
      return {
        label: `${kind} canary`,
        environment: 'live',
        products: [products[kind] ?? 'spot'],
        hasMarketData: true,
        isTradingEnabled: false,
        isAutoConnect: false,
        settings: {},
        proxy,
        urls: Object.fromEntries(Object.entries(urls[kind] ?? {}).map(([name, url]) => [name, through(url)])),
      };
    },
  };
}
