import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorCounts } from './anchor-counts.ts';
import type { Drawing } from './drawing.ts';
import { type DrawingSpace, handlesOf } from './drawing-tool.ts';
import { drawingTools } from './drawing-tools.ts';
import { handleTolerance, hitDrawing, isOnShape, lineTolerance } from './hit-test.ts';
import { distance, distanceToLine, labelBox, rayEnd } from './shape.ts';

const minute = 60_000;
/** A plot of 800 × 400: one bar a minute, 8 pixels each; a pixel is one cent below 100. */
const space: DrawingSpace = {
  width: 800,
  height: 400,
  spacing: 8,
  tick: 0.01,
  xOfTime: (time) => (time / minute) * 8,
  timeOfX: (x) => (x / 8) * minute,
  yOfPrice: (price) => (100 - price) * 100,
  priceOfY: (y) => 100 - y / 100,
  priceText: (price) => price.toFixed(2),
  changeText: (change) => change.toFixed(2),
  timeText: () => '10:00',
};

const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 400 }) });
const anchor = fc.record({
  time: fc.integer({ min: 0, max: 99 }).map((bar) => bar * minute),
  price: fc.integer({ min: 0, max: 399 }).map((cents) => 100 - cents / 100),
});
const drawing = fc.constantFrom(...drawingTools).chain((tool) =>
  fc.array(anchor, { minLength: tool.clicks, maxLength: tool.clicks }).map((set) => ({
    tool,
    drawing: {
      id: 'one',
      kind: tool.kind,
      anchors: tool.complete?.(set, space) ?? set,
      style: tool.style,
      text: '',
      isLocked: false,
    } satisfies Drawing,
  })),
);

describe('labelBox', () => {
  const label = { part: 'label', at: { x: 0, y: 0 }, align: 'left', side: 'below' } as const;
  const width = (text: string) => labelBox({ ...label, text }).to.x;

  it('is as wide as its text and its inset, where the text has been measured', () => {
    expect(labelBox({ ...label, text: 'Text' }, 30)).toEqual({ from: { x: 0, y: 0 }, to: { x: 42, y: 18 } });
  });

  it('does not take thin letters for wide ones where it has not', () => {
    expect(width('(......)')).toBeLessThan(width('00000000') * 0.6);
    expect(width('1.07315')).toBeCloseTo(12 + 43, -1);
  });
});

describe('hit testing', () => {
  it('finds every drawing at each of its handles', () => {
    fc.assert(
      fc.property(drawing, ({ tool, drawing: one }) => {
        const handles = handlesOf(tool, one.anchors, space);
        for (const [index, handle] of handles.entries()) {
          const hit = hitDrawing(tool.shape(one, space), handles, handle, true);
          expect(hit).not.toBe('body');
          expect(distance(handles[hit as number] ?? handle, handle)).toBe(0);
          expect(handles[index]).toEqual(handle);
        }
      }),
    );
  });

  it('finds a line along its whole length and nothing beyond its reach', () => {
    fc.assert(
      fc.property(
        point,
        point,
        fc.double({ min: 0, max: 1, noNaN: true }),
        point,
        (from, to, share, other) => {
          const shape = [{ part: 'line', from, to }] as const;
          const on = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
          expect(isOnShape(shape, on)).toBe(true);
          expect(isOnShape(shape, other)).toBe(distanceToLine(other, from, to) <= lineTolerance);
        },
      ),
    );
  });

  it('takes the distance to a line no longer than to either end, and the same from both', () => {
    fc.assert(
      fc.property(point, point, point, (one, from, to) => {
        const gap = distanceToLine(one, from, to);
        expect(gap).toBeLessThanOrEqual(Math.min(distance(one, from), distance(one, to)) + 1e-9);
        expect(gap).toBeCloseTo(distanceToLine(one, to, from), 6);
      }),
    );
  });

  it('prefers the nearest handle, only on a drawing that shows them', () => {
    const handles = [
      { x: 100, y: 100 },
      { x: 112, y: 100 },
    ];
    const shape = [{ part: 'line', from: handles[0], to: handles[1] }] as never;
    expect(hitDrawing(shape, handles, { x: 108, y: 100 }, true)).toBe(1);
    expect(hitDrawing(shape, handles, { x: 103, y: 100 }, true)).toBe(0);
    expect(hitDrawing(shape, handles, { x: 103, y: 100 }, false)).toBe('body');
    expect(hitDrawing(shape, handles, { x: 100, y: 101 + handleTolerance }, true)).toBeUndefined();
  });

  it('lets the empty middle of an unfilled box through and takes a filled one', () => {
    const box = { part: 'box', from: { x: 10, y: 10 }, to: { x: 90, y: 90 } } as const;
    expect(isOnShape([{ ...box, fill: 0 }], { x: 50, y: 50 })).toBe(false);
    expect(isOnShape([{ ...box, fill: 0.1 }], { x: 50, y: 50 })).toBe(true);
    expect(isOnShape([{ ...box, fill: 0.1 }], { x: 95, y: 50 })).toBe(false);
  });
});

describe('rayEnd', () => {
  it('leaves the plot in the direction of the second point', () => {
    fc.assert(
      fc.property(point, point, (from, through) => {
        const end = rayEnd(from, through, 800, 400);
        expect(distanceToLine(through, from, end)).toBeLessThan(1e-6);
        if (distance(from, through) > 0) {
          const isInside = end.x > 0 && end.x < 800 && end.y > 0 && end.y < 400;
          expect(isInside).toBe(false);
        }
      }),
    );
  });
});

describe('the tools', () => {
  it('make as many anchors as the format says', () => {
    fc.assert(
      fc.property(drawing, ({ tool, drawing: one }) => {
        expect(one.anchors).toHaveLength(anchorCounts[tool.kind]);
      }),
    );
  });

  it('make shapes of numbers only', () => {
    fc.assert(
      fc.property(drawing, ({ tool, drawing: one }) => {
        const shape = tool.shape(one, space);
        expect(shape.length).toBeGreaterThan(0);
        expect(JSON.stringify(shape)).not.toContain('null');
      }),
    );
  });
});
