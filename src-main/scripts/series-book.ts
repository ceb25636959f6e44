import type { Instrument } from '../../src-shared/domain/instrument.ts';
import { type SeriesKey, seriesName } from '../../src-shared/domain/series.ts';
import { LiveSeries, type SeriesParts } from './live-series.ts';

interface Kept {
  readonly series: LiveSeries;
  holders: number;
}

/** All series that scripts look at; equal ones are one. */
export class SeriesBook {
  readonly #parts: SeriesParts;
  readonly #onDropped: (series: LiveSeries) => void;
  readonly #kept = new Map<string, Kept>();
  readonly #releaseActivity: () => void;
  #last = 0;

  constructor(parts: SeriesParts, onActivity: () => void, onDropped: (series: LiveSeries) => void) {
    this.#parts = parts;
    this.#onDropped = onDropped;
    this.#releaseActivity = parts.hub.onActivity(() => {
      for (const { series } of this.#kept.values()) series.look();
      onActivity();
    });
  }

  hold(asked: { key: SeriesKey; instrument: Instrument; bars: number; until?: number }): {
    series: LiveSeries;
    release: () => void;
  } {
    const name = `${seriesName(asked.key)} ${asked.bars} ${asked.until ?? ''}`;
    let kept = this.#kept.get(name);
    if (kept === undefined) {
      this.#last += 1;
      kept = {
        series: new LiveSeries(this.#last, { ...asked, until: asked.until }, this.#parts),
        holders: 0,
      };
      this.#kept.set(name, kept);
    }
    const mine = kept;
    mine.holders += 1;
    let isHeld = true;
    const release = () => {
      if (!isHeld) return;
      isHeld = false;
      mine.holders -= 1;
      if (mine.holders > 0) return;
      this.#kept.delete(name);
      mine.series.close();
      this.#onDropped(mine.series);
    };
    return { series: mine.series, release };
  }

  close(): void {
    this.#releaseActivity();
    for (const { series } of this.#kept.values()) series.close();
    this.#kept.clear();
  }
}
