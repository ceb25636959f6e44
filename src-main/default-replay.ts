import { instrumentId } from '../src-shared/domain/instrument.ts';
import { type EpochMs, epochMs } from '../src-shared/domain/time.ts';

const moment = (iso: string): EpochMs => epochMs(Date.parse(iso));

/**
 * What plays until the user chooses otherwise: bundled markets from the busy hours of an ordinary day, with enough
 * history before to fill a chart.
 */
export const defaultReplay = {
  seed: 1,
  tracks: [
    { source: instrumentId('CME:6EH4'), from: moment('2024-01-17T13:20:00Z'), to: null },
    { source: instrumentId('FTX:BTC-PERP'), from: moment('2022-01-20T13:20:00Z'), to: null },
    { source: instrumentId('FXCM:GBPUSD'), from: moment('2012-02-15T13:20:00Z'), to: null },
    { source: instrumentId('FX:EURUSD'), from: moment('2018-01-10T13:00:00Z'), to: null },
  ],
} as const;

/** Fast enough that minute bars come about once a second. */
export const defaultReplaySpeed = 60;
