import { encodeScript } from '../../src-shared/stream/script-frame.ts';

/** A script's plots by bar, as whoever runs it keeps them. */
export interface ScriptSource {
  readonly generation: number;
  readonly count: number;
  readonly time: Float64Array;
  readonly columns: readonly Float64Array[];
  /** Told the first bar that changed. */
  onChanged(listener: (first: number) => void): () => void;
}

interface ScriptChannel {
  readonly source: ScriptSource;
  readonly release: () => void;
  sentGeneration: number;
  /** First bar whose rows the page does not have as they are. */
  dirtyFrom: number;
}

/** Bytes of script rows that one flush carries; what is left comes with the next. */
const mostBytesPerFlush = 1024 * 1024;

/** The scripts of one page: what of their columns it has, and what it has not. */
export class ScriptChannels {
  readonly #channels = new Map<number, ScriptChannel>();

  get size(): number {
    return this.#channels.size;
  }

  open(number: number, source: ScriptSource, onNews: () => void): void {
    const release = source.onChanged((first) => {
      channel.dirtyFrom = Math.min(channel.dirtyFrom, first);
      onNews();
    });
    const channel: ScriptChannel = { source, release, sentGeneration: 0, dirtyFrom: 0 };
    this.#channels.set(number, channel);
    onNews();
  }

  close(number: number): boolean {
    this.#channels.get(number)?.release();
    return this.#channels.delete(number);
  }

  closeAll(): void {
    for (const number of [...this.#channels.keys()]) this.close(number);
  }

  /** The rows that have changed, a bounded number of bytes; `isWhole` is false where more is left. */
  takeFrames(): { frames: Uint8Array<ArrayBuffer>[]; isWhole: boolean } {
    const frames: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for (const [number, channel] of this.#channels) {
      const { generation, count, time, columns } = channel.source;
      if (generation === 0) continue;
      if (channel.sentGeneration !== generation) {
        channel.sentGeneration = generation;
        channel.dirtyFrom = 0;
      } else if (channel.dirtyFrom >= count) continue;
      const first = Math.min(channel.dirtyFrom, count);
      const perRow = 8 * (columns.length + 1);
      const end = Math.min(count, first + Math.max(1, Math.floor((mostBytesPerFlush - bytes) / perRow)));
      for (const frame of encodeScript({ channel: number, generation, count, time, columns, first, end })) {
        bytes += frame.byteLength;
        frames.push(frame);
      }
      channel.dirtyFrom = end >= count ? Number.POSITIVE_INFINITY : end;
      if (bytes >= mostBytesPerFlush) return { frames, isWhole: false };
    }
    return { frames, isWhole: true };
  }
}
