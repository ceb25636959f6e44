/*
 * The data plane's frames: market data from the main process to a page, in little-endian binary.
 *
 *   offset  size  what
 *        0     4  magic "TMF1"
 *        4     2  kind: 1 batch, 2 history, 3 script, 4 book, 5 bundle
 *        6     2  reserved, 0
 *        8     4  batch: sequence number, from 1, without holes     history: number of the page's request
 *       12     4  batch: quote rows                                 history: bars in this frame
 *       16     4  batch: candle rows                                history: index of this frame, from 0
 *       20     4  batch: trade rows                                 history: number of frames
 *       24     8  batch: when the newest event reached the main process, epoch ms (0: none)   history: 0
 *       32     8  when the frame was sent, epoch ms
 *       40        columns, each starting on a multiple of 8: for each section first the Float64 columns in the order
 *                 of the lists below, then its Uint32 columns (padded to 8 bytes)
 *
 * A script frame has other words from 8 on, all of 4 bytes: channel, rows in this frame, columns beside the time, the first
 * row's bar, bars the run has, generation; from 32 on 8 reserved bytes, 0; then the bars' open times and its columns, all
 * Float64, in the order in which the run's declaration names them (`contract/scripts.ts`). Rows replace those of the same
 * bars; a generation unlike the one before replaces everything.
 *
 * A book frame's words from 8 on: channel, bid levels, ask levels, state as in a quote row; its floats: venue time of the book
 * (NaN: none known), when the frame was sent; then the bids' prices and sizes and the asks' prices and sizes, all Float64, best
 * first. It is the whole book, so only the newest counts and no number tells a gap.
 *
 * A bundle is several of these in one message (`bundle.ts`): at 8 their number, then from 40 on for each its length in 4
 * bytes, 4 bytes of nothing, and the frame, padded to 8.
 *
 * A frame is at most 64 KB: larger ones cost Electron's transport extra buffers. Columns, not rows, so that a page
 * reads them as typed arrays without copying.
 */

export const frameMagic = 0x31464d54;
export const headerBytes = 40;
export const largestFrameBytes = 64 * 1024;

export const frameKind = { batch: 1, history: 2, script: 3, book: 4, bundle: 5 } as const;

/** Float64 columns of a section, in order. */
export const quoteFloats = [
  'time',
  'last',
  'bid',
  'ask',
  'bidSize',
  'askSize',
  'reference',
  'dayHigh',
  'dayLow',
  'dayVolume',
  'openInterest',
  'settlement',
] as const;
export const candleFloats = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
export const tradeFloats = ['time', 'price', 'size'] as const;

/** Uint32 columns of a section, in order. */
export const quoteWords = ['channel', 'state'] as const;
export const candleWords = ['channel', 'flags'] as const;
export const tradeWords = ['channel', 'side', 'missed'] as const;

/** Bits of a candle row's `flags`. */
export const candleFlag = {
  /** The bar is finished and will not change. */
  closed: 1,
  /** The series starts again: forget what came before and ask for history. */
  reset: 2,
} as const;

/** `state` of a quote row, rule O10. */
export const quoteStates = ['syncing', 'live', 'stale', 'broken'] as const;
export type QuoteState = (typeof quoteStates)[number];

export function padTo8(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

export function sectionBytes(rows: number, floats: number, words: number): number {
  return rows * floats * 8 + words * padTo8(rows * 4);
}

/** Most levels of a side that a book frame holds: more than any ladder shows. */
export const mostBookLevels = 50;

/** Most bars one history frame holds. */
export const barsPerHistoryFrame = 1024;
