import type {
  AutoscaleInfo,
  IPrimitivePaneView,
  ISeriesPrimitive,
  ISeriesPrimitiveAxisView,
  PrimitivePaneViewZOrder,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import type { ValueRange } from './paint/value-range.ts';

/** A label on the price scale. */
export interface AxisLabel {
  readonly value: number;
  readonly text: string;
  readonly colour: string;
  readonly ink: string;
}

export interface PrimitiveSource {
  paint(context: CanvasRenderingContext2D, layer: 'behind' | 'front' | 'tables'): void;
  range(): ValueRange | undefined;
  labels(): readonly AxisLabel[];
  yOf(value: number): number;
}

const layers = [
  ['behind', 'bottom'],
  ['front', 'normal'],
  ['tables', 'top'],
] as const satisfies readonly (readonly [string, PrimitivePaneViewZOrder])[];

/** A script inside the chart library's own painting: three layers, its share of the scale, its labels on it. */
export class ScriptPrimitive implements ISeriesPrimitive<Time> {
  readonly #source: PrimitiveSource;
  readonly #views: readonly IPrimitivePaneView[];
  #axisViews: readonly ISeriesPrimitiveAxisView[] = [];
  #requestUpdate: (() => void) | undefined;

  constructor(source: PrimitiveSource) {
    this.#source = source;
    this.#views = layers.map(([layer, zOrder]) => {
      const renderer = {
        draw: (target: {
          useMediaCoordinateSpace(draw: (scope: { context: CanvasRenderingContext2D }) => void): void;
        }) =>
          target.useMediaCoordinateSpace(({ context }) => {
            context.save();
            source.paint(context, layer);
            context.restore();
          }),
      };
      return { zOrder: () => zOrder, renderer: () => renderer };
    });
  }

  attached(parameters: SeriesAttachedParameter<Time>): void {
    this.#requestUpdate = parameters.requestUpdate;
  }

  detached(): void {
    this.#requestUpdate = undefined;
  }

  updateAllViews(): void {
    this.#axisViews = this.#source.labels().map(({ value, text, colour, ink }) => ({
      coordinate: () => this.#source.yOf(value),
      text: () => text,
      textColor: () => ink,
      backColor: () => colour,
    }));
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }

  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.#axisViews;
  }

  autoscaleInfo(): AutoscaleInfo | null {
    const range = this.#source.range();
    return range === undefined ? null : { priceRange: { minValue: range.minimum, maxValue: range.maximum } };
  }

  /** Paints again with the next frame. */
  repaint(): void {
    this.#requestUpdate?.();
  }
}
