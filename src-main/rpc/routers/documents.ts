import type { WatchlistDocument } from '../../../src-shared/contract/documents.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { Json } from '../../../src-shared/domain/json.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { Broadcast } from '../broadcast.ts';
import { os } from '../guard.ts';

/** Changes made in one window, told to all of them. */
const settingChanges = new Broadcast<{ key: string; value: Json }>();
const watchlistChanges = new Broadcast<readonly WatchlistDocument[]>();
const drawingChanges = new Broadcast<{ instrument: InstrumentId; document: Json }>();

export const settings = os.settings.router({
  all: os.settings.all.handler(({ context }) => context.services.journal.settings.all()),
  set: os.settings.set.handler(async ({ context, input }) => {
    await context.services.journal.settings.set(input.key, input.value);
    settingChanges.publish(input);
    return {};
  }),
  remove: os.settings.remove.handler(async ({ context, input }) => {
    await context.services.journal.settings.remove(input.key);
    settingChanges.publish({ key: input.key, value: null });
    return {};
  }),
  changes: os.settings.changes.handler(({ signal }) => settingChanges.listen(signal)),
});

export const workspaces = os.workspaces.router({
  list: os.workspaces.list.handler(({ context }) => context.services.journal.workspaces.list()),
  save: os.workspaces.save.handler(async ({ context, input }) => {
    const saved = { ...input, updatedAt: epochMs(context.services.now()) };
    await context.services.journal.workspaces.save(saved);
    return saved;
  }),
  remove: os.workspaces.remove.handler(async ({ context, input }) => ({
    removed: await context.services.journal.workspaces.remove(input.id),
  })),
});

export const watchlists = os.watchlists.router({
  list: os.watchlists.list.handler(({ context }) => context.services.journal.watchlists.list()),
  save: os.watchlists.save.handler(async ({ context, input }) => {
    const { watchlists: repository } = context.services.journal;
    await repository.save(input);
    watchlistChanges.publish(repository.list());
    return input;
  }),
  remove: os.watchlists.remove.handler(async ({ context, input }) => {
    const { watchlists: repository } = context.services.journal;
    const removed = await repository.remove(input.id);
    watchlistChanges.publish(repository.list());
    return { removed };
  }),
  changes: os.watchlists.changes.handler(({ signal }) => watchlistChanges.listen(signal)),
});

export const drawings = os.drawings.router({
  get: os.drawings.get.handler(({ context, input }) => ({
    instrument: input.instrument,
    document: context.services.journal.drawings.get(input.instrument) ?? null,
  })),
  save: os.drawings.save.handler(async ({ context, input }) => {
    await context.services.journal.drawings.save(input.instrument, input.document);
    drawingChanges.publish(input);
    return {};
  }),
  changes: os.drawings.changes.handler(({ signal }) => drawingChanges.listen(signal)),
});
