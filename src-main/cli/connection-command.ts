import { isAbsolute } from 'node:path';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Json } from '../../src-shared/domain/json.ts';
import { awaitAnswer } from '../connections/entry-answer.ts';
import { dropValues, type EntryValues, jsonOf, readForm, readOwn, wipe } from '../connections/secret-drop.ts';
import { answerForm } from './answer-form.ts';
import { changeSettings } from './change-settings.ts';
import { type CliCommand, type CommandContext, type ExitCode, exitCodes } from './command.ts';
import { withStorage } from './open-store.ts';
import { openTerminal } from './terminal-prompt.ts';

/** The terminal's side of entering keys, and a list of what is saved. */
export const connectionCommand: CliCommand = {
  name: 'connection',
  usage:
    'connection keys ENTRY [--file FILE] | connection list [--json] | connection set NAME --setting NAME=VALUE …',
  summary:
    'enters keys that the Connections page waits for, lists saved connections, or changes their settings',
  help: [
    'keys ENTRY        asks for the keys; secrets are not shown while you type. Also takes them from a pipe, a line each.',
    '                  Waits until Tidemark has taken them; ends with 1 when it did not, and says why',
    '--file FILE       takes them from a JSON file {"field": "value"} of mode 600, and deletes it',
    'list              saved connections; needs the profile for itself',
    'set NAME          changes what only that kind of venue asks for, such as the system of a broker; needs the profile',
    '                  for itself. NAME is the nickname or the id',
    '--setting N=V     one of them; may be given several times. Never a password: those are entered with the keys',
    '--profile FOLDER  the profile that waits for the keys, where it is not the usual one',
    '--json            one JSON object a line',
  ],
  options: {
    file: { type: 'string' },
    json: { type: 'boolean' },
    profile: { type: 'string' },
    setting: { type: 'string', multiple: true },
  },
  async run(context) {
    const [action, id] = context.positionals;
    const profile = chosenProfile(context);
    if (action === 'list') return listConnections({ ...context, profile });
    if (action === 'set' && id !== undefined) return changeSettings(id, { ...context, profile });
    if (action !== 'keys' || id === undefined) {
      throw new Failure('invalid', 'Write: tidemark connection keys ENTRY, with the number from the page.');
    }
    return enterKeys(id, { ...context, profile });
  },
};

async function enterKeys(id: string, context: CommandContext): Promise<ExitCode> {
  const { profile, signal, say, print, values } = context;
  const form = await readForm(profile, id);
  const submit = async (entered: EntryValues) => {
    await dropValues(profile, id, entered);
    say('Handed over. Waiting for Tidemark to take it …');
    return (await awaitAnswer(profile, id, signal)).trouble;
  };
  if (typeof values.file === 'string') {
    const entered = await valuesFrom(values.file);
    const trouble = await submit(entered).finally(() => wipe(String(values.file)));
    if (trouble !== '') throw new Failure('unauthorised', trouble);
  } else {
    const terminal = openTerminal(signal);
    try {
      await answerForm(form, { terminal, say, submit });
    } finally {
      terminal.close();
    }
  }
  print('Taken. Go on in the page.');
  return exitCodes.done;
}

function chosenProfile({ values: { profile: chosen }, profile }: CommandContext): string {
  if (typeof chosen !== 'string') return profile;
  if (isAbsolute(chosen)) return chosen;
  throw new Failure('invalid', `“${chosen}” is not a whole path; --profile takes one.`);
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
    for (const {
      id,
      kind,
      settings,
      isEnabled,
      keyHint,
      keysSetAt,
      testResult,
    } of journal.connections.list()) {
      const label =
        typeof settings === 'object' && settings !== null && 'label' in settings ? settings.label : '';
      print(
        values.json === true
          ? JSON.stringify({ id, kind, label, isEnabled, keyHint, testResult, settings: chosenOf(settings) })
          : [id, kind, label, isEnabled ? 'on' : 'off', keyWords({ keyHint, keysSetAt })].join('\t'),
      );
    }
    return exitCodes.done;
  });
}

/** What it chose of its venue; nothing in older rows. */
function chosenOf(settings: Json): Json {
  const isObject = typeof settings === 'object' && settings !== null;
  return isObject && 'settings' in settings ? (settings.settings as Json) : {};
}

/** A login of user and password has no id whose end could be shown. */
export function keyWords({ keyHint, keysSetAt }: { keyHint: string; keysSetAt: number | null }): string {
  if (keyHint !== '') return `…${keyHint}`;
  return keysSetAt === null ? 'no keys' : 'saved';
}
