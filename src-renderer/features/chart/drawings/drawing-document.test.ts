import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorCounts } from './anchor-counts.ts';
import { type Drawing, drawingColours, drawingKinds, lineStyles, lineWidths } from './drawing.ts';
import { emptyDocument, readDrawingDocument, writeDrawingDocument } from './drawing-document.ts';

const drawing: fc.Arbitrary<Drawing> = fc.constantFrom(...drawingKinds).chain((kind) =>
  fc.record({
    id: fc.uuid(),
    kind: fc.constant(kind),
    anchors: fc.array(
      fc.record({
        time: fc.integer({ min: 0, max: 4e12 }),
        price: fc.double({ noNaN: true, noDefaultInfinity: true }),
      }),
      { minLength: anchorCounts[kind], maxLength: anchorCounts[kind] },
    ),
    style: fc.record({
      colour: fc.constantFrom(...drawingColours),
      width: fc.constantFrom(...lineWidths),
      line: fc.constantFrom(...lineStyles),
    }),
    text: fc.string({ maxLength: 80 }),
    isLocked: fc.boolean(),
  }),
);
const documents = fc
  .uniqueArray(drawing, { selector: ({ id }) => id, maxLength: 12 })
  .map((drawings) => ({ ...emptyDocument, drawings }));

describe('the drawing format', () => {
  it('reads what it wrote', () => {
    fc.assert(
      fc.property(documents, (document) => {
        // -0 and 0 are the same price; JSON knows only one of them.
        const json = JSON.parse(JSON.stringify(writeDrawingDocument(document)));
        expect(JSON.parse(JSON.stringify(readDrawingDocument(json)))).toEqual(
          JSON.parse(JSON.stringify(document)),
        );
      }),
    );
  });

  it('keeps entries it does not know untouched and in their places', () => {
    const known = writeDrawingDocument({
      ...emptyDocument,
      drawings: [
        {
          id: 'a',
          kind: 'ray',
          anchors: [
            { time: 1, price: 2 },
            { time: 3, price: 4 },
          ],
          style: { colour: 'accent', width: 1, line: 'solid' },
          text: '',
          isLocked: false,
        },
      ],
    });
    const strange = { id: 'x', kind: 'gann-fan', anchors: [], extra: { deep: [1, 2] } };
    const spoilt = { ...(known.drawings[0] as object), id: 'b', anchors: [{ time: 'noon', price: 4 }] };
    const json = { ...known, drawings: [strange, known.drawings[0], spoilt] };
    const document = readDrawingDocument(json);
    expect(document.drawings.map(({ id }) => id)).toEqual(['a']);
    expect(writeDrawingDocument(document)).toEqual(json);
  });

  it('shows a document of another version empty and marks it as not to be saved over', () => {
    for (const json of [
      { format: 'tidemark-drawings', version: 2, drawings: [] },
      { version: 1 },
      [],
      'x',
      7,
    ]) {
      expect(readDrawingDocument(json)).toEqual({ ...emptyDocument, isReadOnly: true });
    }
    expect(readDrawingDocument(null)).toEqual(emptyDocument);
  });

  it('survives any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue(), { maxLength: 5 }), (json, drawings) => {
        readDrawingDocument(json);
        const wrapped = { format: 'tidemark-drawings', version: 1, drawings };
        expect(writeDrawingDocument(readDrawingDocument(wrapped)).drawings).toEqual(drawings);
      }),
    );
  });
});
