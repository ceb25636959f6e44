import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { epochMsSchema, instrumentIdSchema } from './schemas.ts';

export const largestReplaySpeed = 10_000;

const trackSchema = z.object({
  /** Stored instrument that is played, such as CME:6EH4. */
  source: instrumentIdSchema,
  /** The instrument it is heard as, such as REPLAY:CME.6EH4. */
  instrument: instrumentIdSchema,
  from: epochMsSchema,
  to: epochMsSchema,
  /** The replayed moment of this track. */
  now: epochMsSchema,
});

export const replayStatusSchema = z.object({
  phase: z.enum(['empty', 'paused', 'playing', 'ended']),
  /** Replayed ms per ms; 0 stands for as fast as possible. */
  speed: z.number().min(0).max(largestReplaySpeed),
  seed: z.int(),
  /** How far the common clock is from the start, and how long the longest track is. */
  elapsedMs: z.number(),
  lengthMs: z.number(),
  events: z.int(),
  tracks: z.array(trackSchema).max(50).readonly(),
});
export type ReplayStatus = z.output<typeof replayStatusSchema>;

const none = z.object({});

/** One replay: several stored markets on one clock. Every call answers with the state it left behind. */
export const replay = {
  status: oc.input(none).output(replayStatusSchema),
  /** Chooses what is played; starts paused at the beginning of the range. */
  load: oc
    .input(
      z.object({
        tracks: z
          .array(
            z.object({
              source: instrumentIdSchema,
              from: epochMsSchema.nullable(),
              to: epochMsSchema.nullable(),
            }),
          )
          .min(1)
          .max(50),
        seed: z.int().min(0).max(0xffff_ffff),
      }),
    )
    .output(replayStatusSchema),
  play: oc.input(none).output(replayStatusSchema),
  pause: oc.input(none).output(replayStatusSchema),
  setSpeed: oc
    .input(z.object({ speed: z.number().min(0).max(largestReplaySpeed) }))
    .output(replayStatusSchema),
  /** Plays exactly the next event, or up to the end of the running bar of the given length. */
  step: oc
    .input(z.object({ unit: z.enum(['event', 'bar']), barMs: z.int().min(1000).max(604_800_000) }))
    .output(replayStatusSchema),
  /** Moves the common clock, forward or back; charts start again from history. */
  seek: oc.input(z.object({ elapsedMs: z.number().min(0) })).output(replayStatusSchema),
  /** The state now, after every change, and about four times a second while playing. */
  changes: oc.input(none).output(eventIterator(replayStatusSchema)),
};
