import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { marketRulesOf, readSymbol } from './exchange-info.ts';
import recorded from './fixtures/rest-exchange-info-recorded.json' with { type: 'json' };
import { readList } from './list-answer.ts';
import { parseLossless } from './lossless-json.ts';

const asIs = (element: unknown) => ({ element });
const read = async (text: string, name?: string) =>
  (await readList(Buffer.from(text), name, asIs)).map(({ element }) => element);

test('W3: reads the same elements as JSON.parse, whatever is around and inside them', async () => {
  const key = fc.string().filter((text) => text !== 'symbols');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()))),
      fc.dictionary(key, fc.jsonValue()),
      fc.dictionary(key, fc.jsonValue()),
      fc.constantFrom(0, 1, 2),
      async (list, before, after, indent) => {
        const whole = { ...before, symbols: list, ...after };
        const text = JSON.stringify(whole, null, indent);
        expect(await read(text, 'symbols')).toEqual((parseLossless(text) as typeof whole).symbols);
        const bare = JSON.stringify(list, null, indent);
        expect(await read(bare)).toEqual(parseLossless(bare));
      },
    ),
  );
});

test('W3: what is broken off or no list is refused, wherever it ends', async () => {
  const whole = '{"timezone":"UTC","symbols":[{"a":"x\\"]"},{"b":[1,2]},3]}';
  for (let length = 0; length < whole.length - 1; length += 1) {
    await expect(read(whole.slice(0, length), 'symbols'), whole.slice(0, length)).rejects.toThrow(
      SyntaxError,
    );
  }
  for (const text of [
    '',
    'null',
    '[]',
    '{}',
    '{"symbols":7}',
    '{"symbols":[1 2]}',
    '{"symbols":[1,]}',
    '<html>',
  ]) {
    await expect(read(text, 'symbols'), text).rejects.toThrow(SyntaxError);
  }
});

test('ids beyond 2^53 keep their digits', async () => {
  expect(await read('[{"id":9223372036854775806},3,"x",null]')).toEqual([
    { id: '9223372036854775806' },
    3,
    'x',
    null,
  ]);
});

test('a list of 4,000 markets holds the loop up for a fraction of what reading it at once does', async () => {
  const [market] = recorded.payload.symbols;
  const rows = Array.from({ length: 4_000 }, (_, index) => ({ ...market, symbol: `A${index}USDT` }));
  const body = Buffer.from(JSON.stringify({ timezone: 'UTC', symbols: rows }));
  const take = (element: unknown) => {
    const info = readSymbol(element);
    return info === undefined ? undefined : marketRulesOf('live', 'spot', info);
  };
  const longestHold = async (run: () => Promise<unknown>) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await wait(20);
    delay.reset();
    await wait(20);
    await run();
    await wait(5);
    delay.disable();
    return delay.max / 1e6;
  };
  const atOnce = await longestHold(async () => {
    const found = (JSON.parse(body.toString()) as { symbols: unknown[] }).symbols.flatMap(
      (one) => take(one) ?? [],
    );
    expect(found.length).toBe(4_000);
  });
  const sliced = await longestHold(async () => {
    expect((await readList(body, 'symbols', take)).length).toBe(4_000);
  });
  const megabytes = (body.length / 2 ** 20).toFixed(1);
  console.log(
    `exchangeInfo of ${megabytes} MiB: the loop is held ${atOnce.toFixed(0)} ms at once, ${sliced.toFixed(0)} ms in slices`,
  );
  expect(sliced).toBeLessThan(atOnce / 2);
});
