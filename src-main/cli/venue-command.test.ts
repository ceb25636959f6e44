import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function venue(args: readonly string[], input: string) {
  const child = spawn(process.execPath, ['src-main/headless.ts', 'venue', ...args], {
    cwd: root,
    env: { ...process.env, TIDEMARK_PROFILE: '/nowhere/that/exists' },
  });
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { code, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), stderr };
}

describe('venue decode', () => {
  it('prints what the example in docs/venue-tools.md says', async () => {
    const docs = readFileSync(`${root}docs/venue-tools.md`, 'utf8');
    const [, frame = '', printed = ''] =
      /\$ echo '([^']+)' \| tidemark venue decode kraken\n(.+)\n/.exec(docs) ?? [];
    const { code, lines } = await venue(['decode', 'kraken'], frame.replaceAll('\n', ' '));
    expect({ code, lines }).toEqual({ code: 0, lines: [JSON.parse(printed)] });
  });

  it('reads binary frames from hex, with blanks or without', async () => {
    const hex =
      '00 01 00 1c 00 03 e9 09 00 0d ed 2d 00 0d fd 18 00 0d e9 0e 00 0d fc d7 00 0d ed 2d ff ff ff dc';
    const { lines } = await venue(['decode', 'zerodha'], `${hex}\n${hex.replaceAll(' ', '')}\n`);
    const tick = { kind: 'tick', token: 256265, lastPrice: '9126.85', high: '9167.6', priceChange: '-0.36' };
    expect(lines).toEqual([expect.objectContaining(tick), expect.objectContaining(tick)]);
  });

  it('W3: never ends over a bad frame', async () => {
    const bad = ['{', '[]', 'null', '{"channel":7}', '"', '{"data":{}}', '[[[[', 'ÿ'].join('\n');
    for (const name of ['binance', 'coinbase', 'kraken', 'zerodha']) {
      const { code, lines } = await venue(['decode', name], bad);
      expect(code, name).toBe(0);
      expect(lines.length, name).toBeGreaterThanOrEqual(6);
      for (const { kind, reason } of lines) {
        expect(['unreadable', 'unknown', 'control'], name).toContain(kind);
        if (kind !== 'control') expect(reason, name).toMatch(/\w/);
      }
    }
  });

  it('names the venues and channels that there are', async () => {
    expect(await venue(['decode', 'mtgox'], '')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('kraken'),
    });
    expect(await venue(['decode', 'zerodha', '--channel', 'x'], '')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('postback'),
    });
  });
});

describe('venue sign', () => {
  const kraken = {
    credentials: {
      apiKey: 'k',
      apiSecret: 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
    },
    request: {
      method: 'POST',
      path: '/0/private/AddOrder',
      body: { ordertype: 'limit', pair: 'XBTUSD', price: '37500', type: 'buy', volume: '1.25' },
    },
    nonce: '1616492376594',
  };

  it('gives each venue’s published or derived signature, without a profile', async () => {
    const signed = await venue(['sign', 'kraken'], JSON.stringify(kraken));
    expect(signed.lines[0]).toMatchObject({
      headers: {
        'API-Sign':
          '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
      },
      body: 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
    });
    const binance = await venue(
      ['sign', 'binance'],
      JSON.stringify({
        credentials: {
          apiKey: 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A',
          secret: 'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
        },
        request: {
          method: 'POST',
          path: '/api/v3/order',
          query: {
            symbol: 'LTCBTC',
            side: 'BUY',
            type: 'LIMIT',
            timeInForce: 'GTC',
            quantity: '1',
            price: '0.1',
            recvWindow: '5000',
          },
        },
        timestamp: 1499827319559,
      }),
    );
    expect(JSON.stringify(binance.lines[0])).toContain(
      'c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71',
    );
    const zerodha = await venue(
      ['sign', 'zerodha'],
      JSON.stringify({
        credentials: { apiKey: 'kitefront', apiSecret: 's3cr3t_0123456789abcdefghijklmnop' },
        request: {
          method: 'POST',
          path: '/session/token',
          body: { request_token: 'rt_5f2c9a7e1b3d4c6f8a90' },
        },
      }),
    );
    expect(zerodha.lines[0]?.body).toContain(
      '4c1510841352882f19cfcc1adc19ad9718894fabccbf423e332f515d811b7fe7',
    );
    const coinbase = await venue(
      ['sign', 'coinbase'],
      JSON.stringify({
        credentials: {
          keyName: 'organizations/test-organization/apiKeys/test-api-key',
          privateKey: 'k0BUni0p0vZG1BdpVjS6ogBJ7kxm630AJ2dN+tuputA=',
        },
        request: { method: 'GET', path: '/api/v3/brokerage/accounts' },
        timestamp: 1765000000000,
        nonce: '0123456789abcdef0123456789abcdef',
      }),
    );
    expect(coinbase.lines[0]).toMatchObject({
      method: 'GET',
      url: 'https://api.coinbase.com/api/v3/brokerage/accounts',
      headers: { Authorization: expect.stringMatching(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/) },
    });
  });

  it('K7: says what is wrong without a piece of what it read', async () => {
    const broken = JSON.stringify(kraken).slice(0, -3);
    const [cut, typed] = await Promise.all([
      venue(['sign', 'kraken'], broken),
      venue(['sign', 'kraken'], JSON.stringify({ ...kraken, credentials: { apiSecret: 'canary-secret' } })),
    ]);
    expect(cut).toMatchObject({ code: 2, stderr: 'tidemark: Standard input is not one JSON object.\n' });
    expect(typed.code).toBe(2);
    expect(`${cut.stderr}${typed.stderr}`).not.toContain('canary');
    expect(cut.stderr).not.toContain('kQH5');
  });
});
