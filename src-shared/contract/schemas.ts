import { z } from 'zod';
import { assetClasses, type InstrumentId, isInstrumentId, priceSides } from '../domain/instrument.ts';
import type { Json } from '../domain/json.ts';
import { type EpochMs, epochMs } from '../domain/time.ts';
import { parseTimeframe, type Timeframe } from '../domain/timeframe.ts';

/*
 * Schemas that several capabilities share. Every text and list has a largest size: nothing that comes over the control
 * plane is unbounded (rule E8).
 */

export const instrumentIdSchema = z.custom<InstrumentId>(
  (value) => typeof value === 'string' && value.length <= 96 && isInstrumentId(value),
  'not an instrument id (SOURCE:SYMBOL)',
);

export const timeframeSchema = z.custom<Timeframe>(
  (value) => typeof value === 'string' && value.length <= 6 && parseTimeframe(value) === value,
  'not a timeframe such as 5m, 1h or 1D',
);

/** Times that a Date can hold; beyond them nothing has a calendar. */
const mostMs = 8.64e15;
export const epochMsSchema = z
  .number()
  .min(-mostMs)
  .max(mostMs)
  .transform((value): EpochMs => epochMs(value));

export const priceSideSchema = z.enum(priceSides);

export const seriesKeySchema = z.object({
  instrument: instrumentIdSchema,
  timeframe: timeframeSchema,
  priceSide: priceSideSchema,
});

const decimalText = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d+)?$/);

export const instrumentSchema = z.object({
  id: instrumentIdSchema,
  name: z.string().max(200),
  assetClass: z.enum(assetClasses),
  currency: z.string().max(12),
  tickSize: decimalText,
  lotStep: decimalText,
  multiplier: decimalText,
  calendar: z.string().max(40),
  priceSide: priceSideSchema,
  expiry: epochMsSchema.exactOptional(),
});

/** Any JSON, for documents whose form belongs to the page (layouts, drawings, setting values). */
export const jsonSchema: z.ZodType<Json, Json> = z.json();

export const identifierSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\w.:-]+$/);
/** Without control, bidirectional and other invisible characters: what is shown is what is stored. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]*$/u, 'a name has only characters that can be seen');
