import type { ScriptSummary } from '../../../src-shared/contract/scripts.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { Broadcast } from '../broadcast.ts';
import { os } from '../guard.ts';
import type { OwnRuns } from '../own-runs.ts';

/** Changes made in one window, told to all of them. */
const changes = new Broadcast<{ id: string; script: ScriptSummary | null }>();
const told = (script: ScriptSummary): ScriptSummary => {
  changes.publish({ id: script.id, script });
  return script;
};

export const scripts = os.scripts.router({
  list: os.scripts.list.handler(({ context }) => context.services.scripts.library.list()),
  get: os.scripts.get.handler(({ context, input }) =>
    context.services.scripts.library.get(input.id, input.version),
  ),
  save: os.scripts.save.handler(async ({ context, input }) =>
    told(await context.services.scripts.library.save(input)),
  ),
  move: os.scripts.move.handler(async ({ context, input }) =>
    told(await context.services.scripts.library.move(input.id, input.name, input.folder)),
  ),
  remove: os.scripts.remove.handler(async ({ context, input }) => {
    const removed = await context.services.scripts.library.remove(input.id);
    if (removed) changes.publish({ id: input.id, script: null });
    return { removed };
  }),
  versions: os.scripts.versions.handler(({ context, input }) =>
    context.services.scripts.library.versions(input.id),
  ),
  setFavourite: os.scripts.setFavourite.handler(async ({ context, input }) =>
    told(await context.services.scripts.library.setFavourite(input.id, input.isFavourite)),
  ),
  changes: os.scripts.changes.handler(({ signal }) => changes.listen(signal)),
  libraries: os.scripts.libraries.handler(({ context, input }) => ({
    ...context.services.scripts.library.librariesOf(input.source),
  })),
});

export const scriptRuns = os.scriptRuns.router({
  start: os.scriptRuns.start.handler(async ({ context, input }) => {
    const { script, ...asked } = input;
    const { services, ownRuns } = context;
    const source =
      'source' in script ? script.source : services.scripts.library.get(script.id, script.version).source;
    return { channel: ownRuns.take(await services.scripts.start({ ...asked, source })) };
  }),
  events: os.scriptRuns.events.handler(({ context, input, signal }) => {
    const events = context.ownRuns.events(input.channel, signal);
    if (events === undefined) throw notRunning();
    return events;
  }),
  stop: os.scriptRuns.stop.handler(({ context, input }) => ({
    wasOpen: context.ownRuns.release(input.channel),
  })),
  trace: os.scriptRuns.trace.handler(({ context, input }) =>
    runOf(context.ownRuns, input.channel).trace(input.time),
  ),
  profile: os.scriptRuns.profile.handler(({ context, input }) =>
    runOf(context.ownRuns, input.channel).profile(),
  ),
});

function runOf(runs: OwnRuns, channel: number) {
  const run = runs.get(channel);
  if (run === undefined) throw notRunning();
  return run;
}

function notRunning(): Failure {
  return new Failure('not-found', 'This script is not running any more.');
}
