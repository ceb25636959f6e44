import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  epochMsSchema,
  identifierSchema,
  instrumentIdSchema,
  priceSideSchema,
  timeframeSchema,
} from './schemas.ts';
import { largestImportBytes, uploadPieceBytes } from './upload-limits.ts';

export const columnMeanings = [
  'time',
  'date',
  'clock',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'bid',
  'ask',
  'bidSize',
  'askSize',
  'price',
  'size',
  'side',
  'ignore',
] as const;

export const timeFormats = [
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns',
  'iso',
  'ymd',
  'dmy',
  'mdy',
] as const;

export const importMappingSchema = z.object({
  kind: z.enum(['candles', 'quotes', 'trades']),
  delimiter: z.enum([',', ';', '\t', '|', ' ']),
  hasHeader: z.boolean(),
  timeFormat: z.enum(timeFormats),
  /** IANA zone that times without one are in. */
  timeZone: z.string().max(60),
  /** What each column of the file means, in the file's order. */
  columns: z.array(z.enum(columnMeanings)).max(500),
});
export type ImportMapping = z.output<typeof importMappingSchema>;

export const importTargetSchema = z.object({
  instrument: instrumentIdSchema,
  /** Absent for ticks. */
  timeframe: timeframeSchema.exactOptional(),
  priceSide: priceSideSchema,
});
export type ImportTarget = z.output<typeof importTargetSchema>;

export const importPreviewSchema = z.object({
  layout: z.string().max(40),
  encoding: z.string().max(20),
  mapping: importMappingSchema,
  columnNames: z.array(z.string().max(200)).max(500),
  rows: z.array(z.array(z.string().max(200)).max(500)).max(30),
  suggested: importTargetSchema.partial(),
  warnings: z.array(z.string().max(500)).max(50),
});
export type ImportPreview = z.output<typeof importPreviewSchema>;

export const importReportSchema = z.object({
  file: z.string().max(300),
  instrument: instrumentIdSchema,
  imported: z.int(),
  duplicates: z.int(),
  replaced: z.int(),
  rejectedCount: z.int(),
  /** The first of them. */
  rejected: z.array(z.object({ line: z.int(), reason: z.string().max(300) })).max(1000),
  first: epochMsSchema.exactOptional(),
  last: epochMsSchema.exactOptional(),
});
export type ImportReport = z.output<typeof importReportSchema>;

export const importEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    bytesRead: z.number(),
    bytesTotal: z.number(),
    rows: z.int(),
    phase: z.enum(['reading', 'storing']),
  }),
  z.object({ kind: z.literal('done'), report: importReportSchema }),
]);
export type ImportEvent = z.output<typeof importEventSchema>;

const upload = z.object({ upload: identifierSchema });

/** A file goes up in pieces, is looked at, and is imported as a whole or not at all. */
export const imports = {
  begin: oc
    .input(z.object({ name: z.string().min(1).max(255), size: z.int().min(1).max(largestImportBytes) }))
    .output(upload),
  append: oc
    .input(upload.extend({ offset: z.int().min(0), base64: z.base64().max(uploadPieceBytes * 2) }))
    .output(z.object({ received: z.int() })),
  preview: oc
    .input(upload.extend({ mapping: importMappingSchema.exactOptional() }))
    .output(importPreviewSchema),
  /**
   * Progress, then the report. Ending the iteration while the file is read cancels, and then nothing is stored. Storing is
   * one transaction that cannot be cancelled: after the progress of phase `storing` it runs to its end, listened to or not.
   */
  run: oc
    .input(upload.extend({ target: importTargetSchema, mapping: importMappingSchema }))
    .output(eventIterator(importEventSchema)),
  discard: oc.input(upload).output(z.object({ wasThere: z.boolean() })),
};
