import { anchorCounts } from './anchor-counts.ts';
import {
  type Anchor,
  type Drawing,
  type DrawingStyle,
  drawingColours,
  drawingKinds,
  lineStyles,
  lineWidths,
} from './drawing.ts';

export const drawingFormat = 'tidemark-drawings';
export const drawingVersion = 1;

/** An entry that this version cannot read. It is written back as it came, at its place. */
export interface ForeignEntry {
  readonly index: number;
  readonly value: unknown;
}

/** All drawings of one instrument, from back to front. */
export interface DrawingDocument {
  readonly drawings: readonly Drawing[];
  readonly foreign: readonly ForeignEntry[];
  /** Written by a newer version in a form unknown here: shown empty, and never saved over. */
  readonly isReadOnly: boolean;
}

export const emptyDocument: DrawingDocument = { drawings: [], foreign: [], isReadOnly: false };

export const mostDrawings = 2000;
const longestText = 500;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads a saved document (see docs/drawing-format.md). Trusts nothing: it may come from another version or a hand. */
export function readDrawingDocument(json: unknown): DrawingDocument {
  if (json === null || json === undefined) return emptyDocument;
  const isOurs = isFields(json) && json.format === drawingFormat && Array.isArray(json.drawings);
  if (!isOurs || json.version !== drawingVersion) return { ...emptyDocument, isReadOnly: true };
  const drawings: Drawing[] = [];
  const foreign: ForeignEntry[] = [];
  const ids = new Set<string>();
  for (const [index, value] of (json.drawings as unknown[]).slice(0, mostDrawings).entries()) {
    const drawing = readDrawing(value);
    if (drawing === undefined || ids.has(drawing.id)) foreign.push({ index, value });
    else {
      ids.add(drawing.id);
      drawings.push(drawing);
    }
  }
  return { drawings, foreign, isReadOnly: false };
}

function readDrawing(value: unknown): Drawing | undefined {
  if (!isFields(value)) return undefined;
  const kind = drawingKinds.find((one) => one === value.kind);
  const { id, text, locked } = value;
  if (kind === undefined || typeof id !== 'string' || id === '' || id.length > 80) return undefined;
  if (!Array.isArray(value.anchors) || value.anchors.length !== anchorCounts[kind]) return undefined;
  const anchors = value.anchors.map(readAnchor);
  if (!anchors.every((anchor) => anchor !== undefined)) return undefined;
  const style = readStyle(value.style);
  if (style === undefined) return undefined;
  return {
    id,
    kind,
    anchors,
    style,
    text: typeof text === 'string' ? text.slice(0, longestText) : '',
    isLocked: locked === true,
  };
}

function readAnchor(value: unknown): Anchor | undefined {
  if (!isFields(value)) return undefined;
  const { time, price } = value;
  const isGood = Number.isFinite(time) && Number.isFinite(price);
  return isGood ? { time: time as number, price: price as number } : undefined;
}

function readStyle(value: unknown): DrawingStyle | undefined {
  if (!isFields(value)) return undefined;
  const colour = drawingColours.find((one) => one === value.colour);
  const width = lineWidths.find((one) => one === value.width);
  const line = lineStyles.find((one) => one === value.line);
  return colour === undefined || width === undefined || line === undefined
    ? undefined
    : { colour, width, line };
}

/** The document as JSON, entries that could not be read back at their places. */
export function writeDrawingDocument(document: DrawingDocument) {
  const entries: unknown[] = document.drawings.map(({ id, kind, anchors, style, text, isLocked }) => ({
    id,
    kind,
    anchors: anchors.map(({ time, price }) => ({ time: Math.round(time), price })),
    style: { colour: style.colour, width: style.width, line: style.line },
    text,
    locked: isLocked,
  }));
  for (const { index, value } of document.foreign) entries.splice(Math.min(index, entries.length), 0, value);
  return { format: drawingFormat, version: drawingVersion, drawings: entries };
}
