import type { IChartApiBase, Time } from 'lightweight-charts';
import { axisFontSize } from './chart-colours.ts';

const leastPx = 64;
/** What the library puts round a price on its axis: border, tick, distance of labels, and paddings that go with the font. */
const aroundPx = 1 + 5 + 5 + (10 / 12) * axisFontSize;

/**
 * Keeps the axis on the right as wide as it ever was for one market. Left alone it follows its texts, a one being narrower
 * than a nought: the chart would move sideways, and all its canvases be made anew each time.
 */
export class AxisWidth {
  readonly #chart: IChartApiBase<Time>;
  readonly #widthOf: (text: string, fontFamily: string) => number;
  #px = leastPx;

  constructor(chart: IChartApiBase<Time>, widthOf = textWidth()) {
    this.#chart = chart;
    this.#widthOf = widthOf;
    this.startOver();
    chart.timeScale().subscribeSizeChange(() => this.#widen(chart.priceScale('right').width()));
  }

  /** For another market. */
  startOver(): void {
    this.#px = leastPx;
    this.#chart.applyOptions({ rightPriceScale: { minimumWidth: leastPx } });
  }

  /** Room for texts of so many characters, whichever they are. */
  fit(characters: number, fontFamily: string): void {
    const width = Math.ceil(aroundPx + this.#widthOf('0'.repeat(characters), fontFamily));
    // The library's widths are even.
    this.#widen(width + (width % 2));
  }

  #widen(width: number): void {
    if (width <= this.#px) return;
    this.#px = width;
    this.#chart.applyOptions({ rightPriceScale: { minimumWidth: width } });
  }
}

function textWidth(): (text: string, fontFamily: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, fontFamily) => {
    if (context === null) return 0;
    context.font = `${axisFontSize}px ${fontFamily}`;
    return context.measureText(text).width;
  };
}
