import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { contents, eventOf, ready, scriptWorld, walk } from '../testing/script-world.ts';

const head = '//@version=6\nindicator("Test", overlay = true)\n';
const plain = `${head}plot(ta.ema(close, 5))`;
const hostileEntry = new URL('./testing/hostile.worker.ts', import.meta.url);

test('S3: a loop without an end is ended by the engine’s own count, at the same place each time', async () => {
  const { start } = await scriptWorld({}, walk(50, 3));
  const source = `${head}x = 0\nwhile true\n    x += 1\nplot(x)`;
  const run = await start(source);
  const fault = await eventOf(run, 'fault');
  expect(fault).toMatchObject({ bar: { index: 0 }, message: expect.stringContaining('loops') });
  expect(source.slice(fault.place?.start, fault.place?.end)).toContain('while');
  const neighbour = await start(plain);
  expect(await ready(neighbour)).toMatchObject({ done: 50 });
});

test('S3: a thread that does not come back is ended; the script gets its fault, the others go on', async () => {
  const { start, logged } = await scriptWorld(
    { workerEntry: hostileEntry, limits: { sliceMs: 300 } },
    walk(200, 3),
  );
  const neighbour = await start(plain);
  await ready(neighbour);
  const before = contents(neighbour);
  // A thread is kept ready some time after the first began.
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const startedAt = performance.now();
  const hanging = await start(`${plain} // hang`);
  const fault = await eventOf(hanging, 'fault');
  const heldMs = performance.now() - startedAt;
  expect(fault.message).toContain('longer than 0.3 s');
  const endedAt = performance.now();
  expect(
    await eventOf(neighbour, 'state', ({ phase, generation }) => phase === 'ready' && generation === 2),
  ).toBeDefined();
  const backMs = performance.now() - endedAt;
  expect(contents(neighbour)).toEqual(before);
  expect(await eventOf(hanging, 'state')).toMatchObject({ phase: 'failed', generation: 1 });
  expect(logged.filter(({ event }) => event === 'scripts.thread-ended')).toHaveLength(1);
  process.stdout.write(
    `watchdog: 300 ms limit + 250 ms; fault after ${heldMs.toFixed(0)} ms, neighbour back after ${backMs.toFixed(0)} ms\n`,
  );
});

test('S3: a script that takes all memory is ended, the others go on', async () => {
  const { start } = await scriptWorld(
    { workerEntry: hostileEntry, limits: { heapMegabytes: 64, sliceMs: 60_000 } },
    walk(100, 3),
  );
  const neighbour = await start(plain);
  await ready(neighbour);
  const eating = await start(`${plain} // eat`);
  expect((await eventOf(eating, 'fault')).message).toContain('64 MB');
  expect(
    await eventOf(neighbour, 'state', ({ phase, generation }) => phase === 'ready' && generation === 2),
  ).toBeDefined();
});

test('S4: a thread that dies during a run is started again with all its runs; one that dies again is given up', async () => {
  const { start } = await scriptWorld({ workerEntry: hostileEntry }, walk(100, 3));
  const neighbour = await start(plain);
  await ready(neighbour);
  const dying = await start(`${plain} // die`);
  expect(await ready(dying)).toMatchObject({ generation: 2 });
  expect(contents(dying)).toEqual(contents(neighbour));
  const always = await start(`${plain} // die always`);
  expect((await eventOf(always, 'fault')).message).toContain('more than once');
  expect(await ready(neighbour)).toMatchObject({ phase: 'ready' });
});

test('S4: a worker’s code reaches no database, vault, socket, file or venue', () => {
  const root = resolve(import.meta.dirname, '../..');
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, clause = '', from = ''] of text.matchAll(/^(?:import|export)\s([^;]*?)from\s'([^']+)'/gm)) {
      if (clause.startsWith('type ')) continue;
      if (from.startsWith('.')) visit(resolve(dirname(file), from));
      else packages.add(from);
    }
  };
  visit(join(import.meta.dirname, 'script.worker.ts'));
  const ours = [...seen].map((file) => relative(root, file));
  expect(ours.length).toBeGreaterThan(100);
  expect(ours.filter((file) => !/^src-(shared\/(pine|domain|contract)|main\/scripts)\//.test(file))).toEqual(
    [],
  );
  const pure = ['acorn', 'node:worker_threads'];
  expect([...packages].filter((name) => !pure.includes(name))).toEqual([]);
  expect(packages).toContain('node:worker_threads');
});

test('S5: the same script, data and inputs give the same results, in every thread and every time', async () => {
  const source = `${head}x = math.random(0, 1)\nplot(x)\nplot(ta.rsi(close, 14))\nplot(timenow)`;
  const results: number[][][] = [];
  for (let round = 0; round < 3; round += 1) {
    const { start, scripts } = await scriptWorld({}, walk(400, 3));
    const run = await start(source);
    await ready(run);
    results.push(contents(run));
    await scripts.stop();
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test('S6: a source of 256 KiB is compiled or refused within its second', async () => {
  const { start } = await scriptWorld({}, walk(50, 3));
  const line = 'plotted := plotted + close * 2 - open / 3\n';
  const long = `${head}plotted = 0.0\n${line.repeat(Math.floor(250_000 / line.length))}plot(plotted)`;
  const run = await start(long);
  const state = await eventOf(run, 'state', ({ phase }) => phase === 'ready' || phase === 'failed');
  process.stdout.write(`a source of ${long.length} characters: ${state.phase}\n`);
  const neighbour = await start(plain);
  expect(await ready(neighbour)).toMatchObject({ done: 50 });
});
