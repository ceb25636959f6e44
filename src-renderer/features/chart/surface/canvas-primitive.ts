import type { IPrimitivePaneView, ISeriesPrimitive, PrimitivePaneViewZOrder, Time } from 'lightweight-charts';

type Paint = (context: CanvasRenderingContext2D) => void;

/** A layer of ours inside the chart library's own painting, in CSS pixels. */
export class CanvasPrimitive implements ISeriesPrimitive<Time> {
  readonly #views: readonly IPrimitivePaneView[];

  constructor(zOrder: PrimitivePaneViewZOrder, paint: Paint) {
    const renderer = {
      draw: (target: {
        useMediaCoordinateSpace(draw: (scope: { context: CanvasRenderingContext2D }) => void): void;
      }) =>
        target.useMediaCoordinateSpace(({ context }) => {
          context.save();
          paint(context);
          context.restore();
        }),
    };
    this.#views = [{ zOrder: () => zOrder, renderer: () => renderer }];
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }
}
