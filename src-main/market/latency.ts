export const stages = [
  'venue-to-hub',
  'hub-to-frame',
  'frame-to-page',
  'page-to-paint',
  'main-loop',
] as const;
export type Stage = (typeof stages)[number];

export interface StageFigures {
  readonly stage: Stage;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Buckets grow by a tenth from 1 µs to about a minute: every percentile is right to within a tenth. */
const growth = Math.log(1.1);
const buckets = 190;

/** Counts durations of one stage; fixed memory, a few nanoseconds a sample. */
class StageHistogram {
  readonly #counts = new Uint32Array(buckets);
  #count = 0;
  #max = 0;

  add(ms: number): void {
    const bucket = Math.floor(Math.log(Math.max(ms, 0.001) * 1000) / growth);
    const at = Math.min(bucket, buckets - 1);
    this.#counts[at] = (this.#counts[at] as number) + 1;
    this.#count += 1;
    if (ms > this.#max) this.#max = ms;
  }

  /** The figures since the last call; undefined when nothing was counted. */
  take(stage: Stage): StageFigures | undefined {
    if (this.#count === 0) return undefined;
    const at = (share: number) => Math.min(this.#percentile(share), this.#max);
    const figures = { stage, count: this.#count, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: this.#max };
    this.#counts.fill(0);
    this.#count = 0;
    this.#max = 0;
    return figures;
  }

  #percentile(share: number): number {
    const wanted = Math.ceil(this.#count * share);
    let seen = 0;
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      seen += this.#counts[bucket] as number;
      if (seen >= wanted) return Math.exp((bucket + 1) * growth) / 1000;
    }
    return this.#max;
  }
}

export interface LatencyFigures {
  readonly events: number;
  readonly frames: number;
  readonly conflated: number;
  readonly stages: readonly StageFigures[];
}

/** Measures every stage of a tick's way, all the time. */
export class LatencyMeter {
  readonly #histograms = new Map(stages.map((stage) => [stage, new StageHistogram()]));
  #events = 0;
  #frames = 0;
  #conflated = 0;

  add(stage: Stage, ms: number): void {
    this.#histograms.get(stage)?.add(ms);
  }

  countEvents(count: number): void {
    this.#events += count;
  }

  countFrame(conflated: number): void {
    this.#frames += 1;
    this.#conflated += conflated;
  }

  /** Everything since the last call. */
  take(): LatencyFigures {
    const figures = {
      events: this.#events,
      frames: this.#frames,
      conflated: this.#conflated,
      stages: [...this.#histograms].flatMap(([stage, histogram]) => histogram.take(stage) ?? []),
    };
    this.#events = 0;
    this.#frames = 0;
    this.#conflated = 0;
    return figures;
  }
}
