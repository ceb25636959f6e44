import { expect, test } from 'vitest';
import type { EntryForm, EntryValues } from '../connections/secret-drop.ts';
import { answerForm } from './answer-form.ts';

const passphrase = {
  name: 'passphrase',
  label: 'Passphrase',
  hint: '',
  isSecret: true,
  isMultiline: false,
  isOptional: false,
  isRepeated: true,
  leastCharacters: 12,
};
const form: EntryForm = { id: 'e', title: 'A new passphrase', fields: [passphrase] };

/** A terminal at which these lines are typed, and an application that refuses what it does not know. */
function seat(lines: readonly string[], { isInteractive = true, taken = 'correct horse battery' } = {}) {
  const left = [...lines];
  const said: string[] = [];
  const submitted: EntryValues[] = [];
  const run = () =>
    answerForm(form, {
      terminal: { isInteractive, ask: async (questions) => questions.map(() => left.shift() ?? '') },
      say: (line) => said.push(line),
      async submit(values) {
        submitted.push(values);
        return values.passphrase === taken ? '' : 'That is not it.';
      },
    });
  return { left, said, submitted, run };
}

test('K4: a new passphrase is asked for twice, compared and counted before it is handed over', async () => {
  const { said, submitted, run, left } = seat([
    'too short',
    'correct horse battery',
    'correct horse bettary',
    'correct horse battery',
    'correct horse battery',
  ]);
  await run();
  expect(left).toEqual([]);
  expect(submitted).toEqual([{ passphrase: 'correct horse battery' }]);
  expect(said).toEqual([
    'A new passphrase',
    'Passphrase: at least 12 characters; this has 9. Try again.',
    'Passphrase: the two are not the same. Try again.',
  ]);
});

test('what is refused may be typed again, three times in all, and the last trouble is told', async () => {
  const wrong = 'wrong horse battery';
  const twice = seat([wrong, wrong, 'correct horse battery', 'correct horse battery']);
  await twice.run();
  expect(twice.submitted).toHaveLength(2);
  const never = seat(Array.from({ length: 20 }, () => wrong));
  await expect(never.run()).rejects.toMatchObject({ kind: 'unauthorised', message: 'That is not it.' });
  expect(never.submitted).toHaveLength(3);
});

test('a pipe gives every value once, and is not asked again', async () => {
  const good = seat(['correct horse battery'], { isInteractive: false });
  await good.run();
  expect(good.submitted).toHaveLength(1);
  const bad = seat(['wrong horse battery', 'correct horse battery'], { isInteractive: false });
  await expect(bad.run()).rejects.toMatchObject({ kind: 'unauthorised' });
  expect(bad.submitted).toHaveLength(1);
});
