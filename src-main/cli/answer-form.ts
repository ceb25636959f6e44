import { Failure } from '../../src-shared/domain/failure.ts';
import type { EntryForm, EntryValues } from '../connections/secret-drop.ts';
import type { Question, Terminal } from './terminal-prompt.ts';

const mostTries = 3;

interface AnswerParts {
  readonly terminal: Pick<Terminal, 'ask' | 'isInteractive'>;
  say(line: string): void;
  /** Hands the values over and answers what is wrong with them; empty when they were taken. */
  submit(values: EntryValues): Promise<string>;
}

/**
 * Asks for a form's fields and hands them over, up to three times where somebody sits at the terminal: what is refused, or
 * was not typed twice alike, can be typed again. @throws Failure `unauthorised` with what was wrong the last time.
 */
export async function answerForm(form: EntryForm, { terminal, say, submit }: AnswerParts): Promise<void> {
  say(form.title);
  for (let tried = 1; ; tried += 1) {
    const trouble = await once(form, terminal, submit);
    if (trouble === '') return;
    if (!terminal.isInteractive || tried === mostTries) {
      throw new Failure('unauthorised', trouble);
    }
    say(`${trouble} Try again.`);
  }
}

async function once(
  form: EntryForm,
  terminal: AnswerParts['terminal'],
  submit: AnswerParts['submit'],
): Promise<string> {
  const { values, trouble } = await asked(form, terminal);
  return trouble === '' ? submit(values) : trouble;
}

async function asked({ fields }: EntryForm, { ask, isInteractive }: AnswerParts['terminal']) {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const { name, label, isOptional } = field;
    const [value = ''] = await ask([questionOf(field)]);
    if (value === '' && !isOptional) return { values, trouble: `${label} is missing.` };
    const tooShort = shortage(value, field);
    if (tooShort !== '') return { values, trouble: tooShort };
    if (field.isRepeated && isInteractive) {
      const [again] = await ask([{ ...questionOf(field), label: `${label}, again` }]);
      if (again !== value) return { values, trouble: `${label}: the two are not the same.` };
    }
    values[name] = value;
  }
  return { values, trouble: '' };
}

function questionOf({
  label,
  hint,
  isSecret,
  isMultiline,
  isOptional,
}: EntryForm['fields'][number]): Question {
  const text = `${label}${isOptional ? ' (may be empty)' : ''}${hint === '' ? '' : ` – ${hint}`}`;
  return { label: text, isSecret, isMultiline, isOptional };
}

function shortage(value: string, { label, leastCharacters = 0 }: EntryForm['fields'][number]): string {
  const count = [...value.normalize('NFC')].length;
  return count >= leastCharacters
    ? ''
    : `${label}: at least ${leastCharacters} characters; this has ${count}.`;
}
