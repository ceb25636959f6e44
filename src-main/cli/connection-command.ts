import { Failure } from '../../src-shared/domain/failure.ts';
import { dropValues, type EntryForm, jsonOf, readForm, readOwn, wipe } from '../connections/secret-drop.ts';
import { type CliCommand, type CommandContext, exitCodes } from './command.ts';
import { withStorage } from './open-store.ts';
import { askInTerminal } from './terminal-prompt.ts';

/** The terminal's side of entering keys, and a list of what is saved. */
export const connectionCommand: CliCommand = {
  name: 'connection',
  usage: 'connection keys ENTRY [--file FILE] | connection list [--json]',
  summary: 'enters keys that the Connections page waits for, or lists saved connections',
  help: [
    'keys ENTRY        asks for the keys; secrets are not shown while you type. Also takes them from a pipe, a line each',
    '--file FILE       takes them from a JSON file {"field": "value"} of mode 600, and deletes it',
    'list              saved connections; needs the profile for itself',
    '--json            one JSON object a line',
  ],
  options: { file: { type: 'string' }, json: { type: 'boolean' } },
  async run(context) {
    const [action, id] = context.positionals;
    if (action === 'list') return listConnections(context);
    if (action !== 'keys' || id === undefined) {
      throw new Failure('invalid', 'Write: tidemark connection keys ENTRY, with the number from the page.');
    }
    const form = await readForm(context.profile, id);
    const { file } = context.values;
    const values = typeof file === 'string' ? await valuesFrom(file) : await ask(form, context);
    await dropValues(context.profile, id, values);
    if (typeof file === 'string') await wipe(file);
    context.print('Handed over. The page says whether they were taken.');
    return exitCodes.done;
  },
};

async function ask(form: EntryForm, { say, signal }: CommandContext): Promise<Record<string, string>> {
  say(form.title);
  const questions = form.fields.flatMap(({ label, hint, isSecret, isMultiline, isOptional, isRepeated }) => {
    const text = `${label}${isOptional ? ' (may be empty)' : ''}${hint === '' ? '' : ` – ${hint}`}`;
    const once = { label: text, isSecret, isMultiline };
    return isRepeated && process.stdin.isTTY === true
      ? [once, { ...once, label: `${label}, again` }]
      : [once];
  });
  const answers = await askInTerminal(questions, signal);
  const values: Record<string, string> = {};
  for (const { name, label, isRepeated } of form.fields) {
    const answer = answers.shift() ?? '';
    if (isRepeated && process.stdin.isTTY === true && answers.shift() !== answer) {
      throw new Failure('invalid', `${label}: the two are not the same. Try again.`);
    }
    values[name] = answer;
  }
  return values;
}

async function valuesFrom(file: string): Promise<Record<string, string>> {
  const text = await readOwn(file);
  if (text === undefined) throw new Failure('not-found', `There is no file ${file}.`);
  const parsed = jsonOf(text);
  const isFlat =
    typeof parsed === 'object' &&
    parsed !== null &&
    Object.values(parsed).every((value) => typeof value === 'string');
  if (!isFlat) throw new Failure('invalid', `${file} is not a JSON object of texts.`);
  return parsed as Record<string, string>;
}

function listConnections({ profile, values, print }: CommandContext) {
  return withStorage(profile, async ({ journal }) => {
    for (const { id, kind, settings, isEnabled, keyHint, testResult } of journal.connections.list()) {
      const label =
        typeof settings === 'object' && settings !== null && 'label' in settings ? settings.label : '';
      print(
        values.json === true
          ? JSON.stringify({ id, kind, label, isEnabled, keyHint, testResult })
          : [id, kind, label, isEnabled ? 'on' : 'off', keyHint === '' ? 'no keys' : `…${keyHint}`].join(
              '\t',
            ),
      );
    }
    return exitCodes.done;
  });
}
