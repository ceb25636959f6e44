import type { ISeriesPrimitive, ISeriesPrimitiveAxisView, Time } from 'lightweight-charts';
import type { ChartSurface } from './chart-surface.ts';

/** Below the price by so little that no other label comes between the two. */
const below = 0.001;

/** `4:07`, `1:23:45`, `2d 4h`. */
export function countdownText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const two = (value: number) => String(value).padStart(2, '0');
  if (days > 0) return `${days}d ${hours}h`;
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/** As wide as the price above it, so that no axis label looks out beside it. */
function widened(text: string, length: number): string {
  const figureSpace = '\u2007';
  const missing = Math.max(0, length - text.length);
  const left = missing >> 1;
  return figureSpace.repeat(left) + text + figureSpace.repeat(missing - left);
}

/** The time left until the forming bar closes, under the last price on the axis. */
export class CountdownLabel implements ISeriesPrimitive<Time> {
  #text = '';
  #price = Number.NaN;
  readonly #views: readonly ISeriesPrimitiveAxisView[];

  constructor(surface: ChartSurface) {
    this.#views = [
      {
        // The library sets labels that meet under one another, from the price's outwards.
        coordinate: () => (surface.bars.price.priceToCoordinate(this.#price) ?? -100) + below,
        text: () => widened(this.#text, surface.priceText.format(this.#price).length),
        textColor: () => surface.colours.textDim,
        backColor: () => surface.colours.raised,
        visible: () => this.#text !== '' && Number.isFinite(this.#price),
        tickVisible: () => false,
      },
    ];
  }

  /** True when it says something else; that it has moved is painted with the price that it goes along with. */
  set(text: string, price: number): boolean {
    const isOther = text !== this.#text;
    this.#text = text;
    this.#price = price;
    return isOther;
  }

  priceAxisViews(): readonly ISeriesPrimitiveAxisView[] {
    return this.#views;
  }
}
