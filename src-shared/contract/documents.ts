import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { epochMsSchema, identifierSchema, instrumentIdSchema, jsonSchema, nameSchema } from './schemas.ts';

/*
 * The user's own small documents: settings, workspaces, watchlists and drawings. Saved at once, whole, last one wins;
 * every window hears of changes that another made to settings, watchlists and drawings. Workspaces are not told: a window
 * reads them when it opens and keeps its own. How many may be stored is a matter of writing; what is stored is always
 * answered, or the user could not delete what is too much.
 */

const removed = z.object({ removed: z.boolean() });
const none = z.object({});

export const settings = {
  all: oc.input(none).output(z.record(identifierSchema, jsonSchema)),
  set: oc.input(z.object({ key: identifierSchema, value: jsonSchema })).output(none),
  remove: oc.input(z.object({ key: identifierSchema })).output(none),
  changes: oc
    .input(none)
    .output(eventIterator(z.object({ key: identifierSchema, value: jsonSchema.nullable() }))),
};

export const workspaceSchema = z.object({
  id: identifierSchema,
  name: nameSchema,
  position: z.int().min(0).max(1000),
  layout: jsonSchema,
  updatedAt: epochMsSchema,
});
export type WorkspaceDocument = z.output<typeof workspaceSchema>;

export const workspaces = {
  list: oc.input(none).output(z.array(workspaceSchema).readonly()),
  save: oc.input(workspaceSchema.omit({ updatedAt: true })).output(workspaceSchema),
  remove: oc.input(z.object({ id: identifierSchema })).output(removed),
};

export const watchlistSchema = z.object({
  id: identifierSchema,
  name: nameSchema,
  position: z.int().min(0).max(1000),
  instruments: z.array(instrumentIdSchema).max(2000).readonly(),
});
export type WatchlistDocument = z.output<typeof watchlistSchema>;

export const watchlists = {
  list: oc.input(none).output(z.array(watchlistSchema).readonly()),
  save: oc.input(watchlistSchema).output(watchlistSchema),
  remove: oc.input(z.object({ id: identifierSchema })).output(removed),
  changes: oc.input(none).output(eventIterator(z.array(watchlistSchema).readonly())),
};

const drawingsOf = z.object({ instrument: instrumentIdSchema });
const drawingsSchema = drawingsOf.extend({
  /** A drawing document, see docs/drawing-format.md; null when there is none. */
  document: jsonSchema,
});

export const drawings = {
  get: oc.input(drawingsOf).output(drawingsSchema),
  save: oc.input(drawingsSchema).output(none),
  /** Saves made by any window, the asking one included. */
  changes: oc.input(none).output(eventIterator(drawingsSchema)),
};
