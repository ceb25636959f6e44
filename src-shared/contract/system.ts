import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { epochMsSchema } from './schemas.ts';

const none = z.object({});

export const systemInfoSchema = z.object({
  version: z.string().max(40),
  host: z.enum(['desktop', 'web']),
  platform: z.string().max(40),
  nodeVersion: z.string().max(40),
  sqliteVersion: z.string().max(40),
  startedAt: epochMsSchema,
  /** True until the bundled markets are in and something has been shown: the page greets a newcomer. */
  isFirstStart: z.boolean(),
});
export type SystemInfo = z.output<typeof systemInfoSchema>;

/** A stage of a tick's way, in ms over the last stretch. Percentiles are NaN-free: a stage without samples is left out. */
export const stageLatencySchema = z.object({
  stage: z.enum(['venue-to-hub', 'hub-to-frame', 'frame-to-page', 'page-to-paint', 'main-loop']),
  count: z.int(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
});
export const latencyReportSchema = z.object({
  at: epochMsSchema,
  eventsPerSecond: z.number(),
  framesPerSecond: z.number(),
  conflated: z.int(),
  stages: z.array(stageLatencySchema).max(10).readonly(),
});
export type LatencyReport = z.output<typeof latencyReportSchema>;

export const noticeSchema = z.object({
  level: z.enum(['info', 'warn', 'danger']),
  title: z.string().max(120),
  text: z.string().max(500),
});
/** News for the person at the screen: a backup failed, markets were imported. */
export type Notice = z.output<typeof noticeSchema>;

export const system = {
  info: oc.input(none).output(systemInfoSchema),
  /** Once a second while someone listens. */
  latency: oc.input(none).output(eventIterator(latencyReportSchema)),
  notices: oc.input(none).output(eventIterator(noticeSchema)),
  /** How far the first start's import of bundled markets is; ends when it is done. */
  preparation: oc
    .input(none)
    .output(eventIterator(z.object({ done: z.int(), total: z.int(), doing: z.string().max(200) }))),
  /** Opens a panel in a window of its own; false where the host cannot and the page opens one itself. */
  tearOff: oc.input(z.object({ panel: z.string().max(4000) })).output(z.object({ opened: z.boolean() })),
};
