import { Failure } from '../../src-shared/domain/failure.ts';
import { type CommandContext, type ExitCode, exitCodes } from './command.ts';
import { connectionNamed, withConnections } from './saved-connections.ts';

/** `tidemark connection set NAME --setting N=V …`: judged like everywhere, and the connection counts as untested. */
export function changeSettings(name: string, context: CommandContext): Promise<ExitCode> {
  const wanted = (context.lists.setting ?? []).map(readSetting);
  if (wanted.length === 0) throw new Failure('invalid', 'Say what to change: --setting NAME=VALUE.');
  return withConnections(context, async ({ connections }) => {
    const { id, settings } = connectionNamed(connections, name);
    const chosen = { ...settings.settings, ...Object.fromEntries(wanted) };
    const card = await connections.edit(id, { ...settings, settings: chosen });
    if (context.values.json === true) {
      context.print(JSON.stringify({ id, settings: card.settings.settings }));
    } else {
      context.print(`Changed ${wanted.map(([key]) => key).join(', ')} of “${card.settings.label}”. Test it.`);
    }
    return exitCodes.done;
  });
}

function readSetting(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Failure('invalid', `“${text}” is not written NAME=VALUE.`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
