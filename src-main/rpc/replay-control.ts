import type { ReplayStatus } from '../../src-shared/contract/replay.ts';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';

/** The clock of a venue that has one, as the page drives it. The replay's session is one. */
export interface ReplayControl {
  status(): ReplayStatus;
  onChange(listener: (status: ReplayStatus) => void): () => void;
  load(
    tracks: readonly {
      readonly source: InstrumentId;
      readonly from: EpochMs | null;
      readonly to: EpochMs | null;
    }[],
    seed: number,
  ): void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  stepEvent(): void;
  stepBar(barMs: number): void;
  seek(elapsedMs: number): void;
}
