import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryFields, type FactValues, templates } from '../../../tests/rithmic/arbitrary-message.ts';
import { encodeFact } from '../../../tests/rithmic/bufbuild-messages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

async function rithmic(args: readonly string[], lines: readonly string[]) {
  const child = spawn(process.execPath, ['src-main/headless.ts', 'rithmic', ...args], {
    cwd: root,
    env: { ...process.env, TIDEMARK_PROFILE: '/nowhere/that/exists' },
  });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, lines: stdout.split('\n').slice(0, -1), stderr };
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A value as the inspector prints it, written here a second time. */
function printed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(printed);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

const samples = templates.flatMap(({ name, template_id, ...message }) =>
  fc
    .sample(arbitraryFields({ name, template_id, ...message }, 'any'), { numRuns: 4, seed: 3 })
    .map((fields: FactValues) => ({
      hex: hexOf(encodeFact(name, fields)),
      json: {
        template_id,
        name,
        fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, printed(value)])),
      },
    })),
);

describe('rithmic decode', () => {
  it('prints every message of the protocol, whose bytes another library made, and encode gives the bytes back', async () => {
    expect(samples).toHaveLength(154 * 4);
    const decoded = await rithmic(
      ['decode'],
      samples.map(({ hex }) => hex),
    );
    expect(decoded.code).toBe(0);
    expect(decoded.lines.map((line) => JSON.parse(line) as unknown)).toEqual(samples.map(({ json }) => json));
    const encoded = await rithmic(['encode'], decoded.lines);
    expect(encoded).toEqual({ code: 0, lines: samples.map(({ hex }) => hex), stderr: '' });
  });

  it('prints what the example in docs/venue-tools.md says', async () => {
    const docs = readFileSync(`${root}docs/venue-tools.md`, 'utf8');
    const [, hex = '', answer = ''] = /\$ echo '(\w+)' \| tidemark rithmic decode\n(.+)\n/.exec(docs) ?? [];
    expect(await rithmic(['decode'], [hex])).toMatchObject({ code: 0, lines: [answer] });
  });

  it('takes the length in front away, reads past fields nobody knows, and calls unknown templates so', async () => {
    const trade = hexOf(encodeFact('LastTrade', { symbol: 'ESZ6' }));
    const answer = '{"template_id":150,"name":"LastTrade","fields":{"symbol":"ESZ6"}}';
    const framed = `000000${(trade.length / 2).toString(16).padStart(2, '0')}${trade}`;
    const { lines } = await rithmic(
      ['decode'],
      [trade, framed, `${trade}8a0102aabb`, ` ${trade}\r`, '98b64be707'],
    );
    expect(lines).toEqual([
      answer,
      answer,
      answer,
      answer,
      '{"template_id":999,"name":"unknown","fields":{}}',
    ]);
  });

  it('answers each line that is no message with an error, and goes on', async () => {
    const good = hexOf(encodeFact('ForcedLogout', {}));
    const bad = ['', 'zz', '0', '00', '00000000', '98b64b', `00000009${good}`, '98b64b00', `${good}0001`];
    const { code, lines } = await rithmic(['decode'], [...bad, good]);
    expect(code).toBe(0);
    expect(lines).toHaveLength(bad.length + 1);
    for (const line of lines.slice(0, -1)) {
      expect(JSON.parse(line)).toEqual({ error: expect.stringMatching(/\w+ \w+/) });
    }
    expect(lines.at(-1)).toBe('{"template_id":77,"name":"ForcedLogout","fields":{}}');
  });
});

describe('rithmic encode', () => {
  it('takes a name, a template id or both, and numbers as numbers or text', async () => {
    const fields = '"fields":{"volume":18446744073709551615,"trade_size":"-3","trade_price":-0.0}';
    const hex = hexOf(encodeFact('LastTrade', { volume: 2n ** 64n - 1n, trade_size: -3, trade_price: -0 }));
    const { lines } = await rithmic(
      ['encode'],
      [
        `{"name":"LastTrade",${fields}}`,
        `{"template_id":150,${fields}}`,
        '{"template_id":999,"name":"unknown"}',
      ],
    );
    expect(lines).toEqual([hex, hex, '98b64be707']);
  });

  it('answers each line that makes no message with a reason, and goes on', async () => {
    const refused: readonly (readonly [string, string])[] = [
      ['', 'not one object'],
      ['[]', 'not one object'],
      ['{"name":"Nonsense"}', 'no message "Nonsense"'],
      ['{"name":"__proto__"}', 'no message'],
      ['{"template_id":151,"name":"LastTrade"}', 'is 150, not 151'],
      ['{"name":"LastTrade","fields":{"template_id":151}}', 'is 150'],
      ['{"name":"LastTrade","fields":{"nothing":1}}', 'no field “nothing”'],
      ['{"name":"LastTrade","fields":{"constructor":1}}', 'no field “constructor”'],
      ['{"name":"LastTrade","fields":{"trade_size":1.5}}', '“trade_size” must be a whole number'],
      ['{"name":"LastTrade","fields":{"trade_size":2147483648}}', 'from -2147483648 to 2147483647'],
      ['{"name":"LastTrade","fields":{"symbol":null}}', '“symbol” must be a text'],
      ['{"name":"LastTrade","fields":{"symbol":"\\ud835"}}', '“symbol” must be a text'],
      ['{"name":"DepthByOrder","fields":{"depth_size":1}}', '“depth_size” must be a list'],
      ['{"name":"ResponseShowAgreement","fields":{"agreement":"?"}}', '“agreement” must be bytes'],
    ];
    const { code, lines } = await rithmic(
      ['encode'],
      refused.map(([line]) => line),
    );
    expect(code).toBe(0);
    expect(lines.map((one) => JSON.parse(one) as unknown)).toEqual(
      refused.map(([, reason]) => ({ error: expect.stringContaining(reason) })),
    );
  });

  it('ends with 2 and a sentence for a command that does not exist', async () => {
    expect(await rithmic(['translate'], [])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('decode'),
    });
  });
});
