import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { epochMsSchema, identifierSchema } from './schemas.ts';

export const connectionStatusSchema = z.object({
  id: identifierSchema,
  kind: z.string().max(40),
  label: z.string().max(120),
  phase: z.enum(['disconnected', 'connecting', 'authenticating', 'ready', 'degraded', 'back-off']),
  reason: z.string().max(500),
  since: epochMsSchema,
  nextAttempt: epochMsSchema.exactOptional(),
  hasClock: z.boolean(),
});
export type ConnectionStatus = z.output<typeof connectionStatusSchema>;

const one = z.object({ id: identifierSchema });

export const connections = {
  list: oc.input(z.object({})).output(z.array(connectionStatusSchema).max(200)),
  connect: oc.input(one).output(connectionStatusSchema),
  disconnect: oc.input(one).output(connectionStatusSchema),
  /** The whole list now, and again after every change. */
  changes: oc.input(z.object({})).output(eventIterator(z.array(connectionStatusSchema).max(200))),
};
