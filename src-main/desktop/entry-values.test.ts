import { expect, test } from 'vitest';
import { answerTo } from './entry-values.ts';

test('K8: the window for keys is answered whatever it sends and whatever goes wrong', async () => {
  const taken = async () => ({ trouble: '' });
  expect(await answerTo({ key: 'a' }, taken)).toBe('');
  expect(await answerTo({ key: 'a' }, async () => ({ trouble: 'Wrong.' }))).toBe('Wrong.');
  for (const strange of [
    { key: 'x'.repeat(16_385) },
    { key: 1 },
    null,
    'text',
    Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`f${at}`, ''])),
  ])
    expect(await answerTo(strange, taken)).toContain('at most');
  const broken = async () => {
    throw new Error('canary');
  };
  expect(await answerTo({ key: 'a' }, broken)).not.toContain('canary');
});
