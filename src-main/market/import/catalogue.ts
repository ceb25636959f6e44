import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  epochMsSchema,
  instrumentIdSchema,
  instrumentSchema,
  priceSideSchema,
  timeframeSchema,
} from '../../../src-shared/contract/schemas.ts';

const bundledFileSchema = z.object({
  file: z.string().regex(/^[\w.-]+\.csv\.gz$/),
  instrument: instrumentIdSchema,
  kind: z.enum(['candles', 'quotes']),
  timeframe: timeframeSchema.exactOptional(),
  priceSide: priceSideSchema,
  rows: z.int().min(1),
  first: epochMsSchema,
  last: epochMsSchema,
  /** Exact decimal sum of the closes (bars) or bids (quotes), as a check that every value arrived. */
  sum: z.string().regex(/^\d+(\.\d+)?$/),
  source: z.string(),
  note: z.string().exactOptional(),
});
/** One recorded stretch of a market that comes with the product. */
export type BundledFile = z.output<typeof bundledFileSchema>;

const catalogueSchema = z.object({
  about: z.string(),
  instruments: z.array(instrumentSchema),
  files: z.array(bundledFileSchema),
});

export interface MarketCatalogue extends z.output<typeof catalogueSchema> {
  /** Where its files are. */
  readonly directory: string;
}

/** Reads `catalogue.json` in a folder of bundled markets (`assets/markets`). A faulty one is a fault of the build. */
export async function loadCatalogue(directory: string): Promise<MarketCatalogue> {
  const text = await readFile(join(directory, 'catalogue.json'), 'utf8');
  return { ...catalogueSchema.parse(JSON.parse(text)), directory };
}
