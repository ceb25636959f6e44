import type {
  AutoscaleInfo,
  IPanePrimitive,
  IPrimitivePaneView,
  ISeriesPrimitive,
  ISeriesPrimitiveAxisView,
  PrimitivePaneViewZOrder,
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

/** From the bottom: under the grid, under the bars, over them, over everything. */
export type PaintLayer = 'ground' | 'behind' | 'front' | 'tables';

export interface PrimitiveSource {
  paint(context: CanvasRenderingContext2D, layer: PaintLayer): void;
  range(): ValueRange | undefined;
  labels(): readonly AxisLabel[];
  yOf(value: number): number;
  /** Before each painting. */
  onUpdate(): void;
}

function layerView(
  source: PrimitiveSource,
  layer: PaintLayer,
  zOrder: PrimitivePaneViewZOrder,
): IPrimitivePaneView {
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
}

/** A script inside the chart library's own painting: its layers, its share of the scale, its labels on it. */
export class ScriptPrimitive implements ISeriesPrimitive<Time> {
  /** Belongs to the pane: what is a pane's own is painted before all series, but over the grid. */
  readonly behind: IPanePrimitive<Time>;
  readonly #source: PrimitiveSource;
  readonly #all: ReadonlyMap<PaintLayer, IPrimitivePaneView>;
  #views: readonly IPrimitivePaneView[] = [];
  #behindViews: readonly IPrimitivePaneView[] = [];
  #axisViews: readonly ISeriesPrimitiveAxisView[] = [];

  constructor(source: PrimitiveSource) {
    this.#source = source;
    const zOrders = { ground: 'bottom', behind: 'normal', front: 'normal', tables: 'top' } as const;
    this.#all = new Map(
      (['ground', 'behind', 'front', 'tables'] as const).map((layer) => [
        layer,
        layerView(source, layer, zOrders[layer]),
      ]),
    );
    this.behind = { paneViews: () => this.#behindViews };
  }

  /** Only these have anything to paint. The library keeps each list it was given: a new one for each change. */
  setLayers(layers: ReadonlySet<PaintLayer>): void {
    const viewsOf = (names: readonly PaintLayer[]) =>
      names.flatMap((name) => (layers.has(name) ? (this.#all.get(name) ?? []) : []));
    this.#behindViews = viewsOf(['ground', 'behind']);
    this.#views = viewsOf(['front', 'tables']);
  }

  updateAllViews(): void {
    this.#source.onUpdate();
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
}
