import { setImmediate as tick } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** Notes when work begins and ends; each piece takes a few turns of the loop. */
function noted() {
  const notes: string[] = [];
  const work = (name: string) => async () => {
    notes.push(`${name} begins`);
    for (let turn = 0; turn < 3; turn += 1) await tick();
    notes.push(`${name} ends`);
    return name;
  };
  return { notes, work };
}

test('calls with one key run one after another, calls with other keys beside them', async () => {
  const turns = new Turns();
  const { notes, work } = noted();
  await Promise.all([
    turns.keyed('a', work('a1')),
    turns.keyed('a', work('a2')),
    turns.keyed('b', work('b1')),
  ]);
  expect(notes.indexOf('a1 ends')).toBeLessThan(notes.indexOf('a2 begins'));
  expect(notes.indexOf('b1 begins')).toBeLessThan(notes.indexOf('a1 ends'));
});

test('work alone waits for the shared work before it and holds the work after it', async () => {
  const turns = new Turns();
  const { notes, work } = noted();
  await Promise.all([
    turns.shared(work('s1')),
    turns.shared(work('s2')),
    turns.alone(work('x1')),
    turns.alone(work('x2')),
    turns.shared(work('s3')),
  ]);
  const at = (note: string) => notes.indexOf(note);
  expect(Math.max(at('s1 ends'), at('s2 ends'))).toBeLessThan(at('x1 begins'));
  for (const [first, second] of [['x1', 'x2']]) {
    expect(at(`${first} ends`)).toBeLessThan(at(`${second} begins`));
  }
  expect(at('x1 ends')).toBeLessThan(at('s3 begins'));
  expect([at('s3 begins') > at('x2 ends'), at('s3 ends') < at('x2 begins')]).toContain(true);
});

test('work that fails gives its turn on', async () => {
  const turns = new Turns();
  const fail = async () => {
    throw new Error('broke');
  };
  await expect(turns.keyed('a', fail)).rejects.toThrow('broke');
  await expect(turns.alone(fail)).rejects.toThrow('broke');
  await expect(turns.shared(fail)).rejects.toThrow('broke');
  expect(await turns.keyed('a', () => turns.shared(async () => turns.keyed('b', async () => 'on')))).toBe(
    'on',
  );
});

test('a call inside a call may ask for another key while work alone is waiting, and not for its own', async () => {
  const turns = new Turns();
  const { notes, work } = noted();
  const outer = turns.keyed('a', async () => {
    await tick();
    await tick();
    return turns.keyed('b', () => turns.shared(work('inner')));
  });
  const alone = turns.alone(work('alone'));
  expect(await Promise.all([outer, alone])).toEqual(['inner', 'alone']);
  expect(notes).toHaveLength(4);
  await expect(turns.keyed('a', () => turns.keyed('a', work('never')))).rejects.toThrow(
    'would wait for itself',
  );
});

test('what a call leaves running may ask for the same key later', async () => {
  const turns = new Turns();
  const { work } = noted();
  const { promise: later, resolve } = Promise.withResolvers<string>();
  await turns.keyed('a', async () => {
    setTimeout(() => void turns.keyed('a', work('later')).then(resolve), 5);
  });
  expect(await later).toBe('later');
});
