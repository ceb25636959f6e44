/** How many seconds a sparkline shows. */
export const historyLength = 60;

/** The last minute of figures, one a second, per connection; connections that are gone are forgotten. */
export class RateHistory {
  readonly #rates = new Map<string, number[]>();

  add(figures: readonly { readonly id: string; readonly messagesPerSecond: number }[]): void {
    const seen = new Set(figures.map(({ id }) => id));
    for (const id of this.#rates.keys()) if (!seen.has(id)) this.#rates.delete(id);
    for (const { id, messagesPerSecond } of figures) {
      const rates = this.#rates.get(id) ?? [];
      // A new array each time, so that what is drawn from it knows that it changed.
      this.#rates.set(id, [...rates, messagesPerSecond].slice(-historyLength));
    }
  }

  of(id: string): readonly number[] {
    return this.#rates.get(id) ?? none;
  }
}

const none: readonly number[] = [];

/** Points of a polyline in a box; the newest at the right edge, the highest at the top. */
export function sparkline(rates: readonly number[], width: number, height: number): string {
  if (rates.length < 2) return '';
  const most = Math.max(1, ...rates);
  const step = width / (historyLength - 1);
  const from = width - (rates.length - 1) * step;
  return rates
    .map(
      (rate, index) =>
        `${(from + index * step).toFixed(1)},${(height - (rate / most) * (height - 1) - 0.5).toFixed(1)}`,
    )
    .join(' ');
}
