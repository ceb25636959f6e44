import { describe, expect, it } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import { isOutsideReplay, noBarsText, storedBehind } from './no-bars.ts';

const replayed = instrumentId('REPLAY:CME.6EH4');
const track = {
  source: instrumentId('CME:6EH4'),
  instrument: replayed,
  from: epochMs(0),
  to: epochMs(1),
  now: epochMs(0),
};
const empty = { instrument: replayed, timeframe: '5m', isStreamed: true, hasOthers: false } as const;

describe('storedBehind', () => {
  it('is the market that a replayed one is played from', () => {
    expect(storedBehind(replayed)).toBe('CME:6EH4');
    expect(storedBehind(instrumentId('REPLAY:NASDAQ.BRK.B'))).toBe('NASDAQ:BRK.B');
    expect(storedBehind(instrumentId('CME:6EH4'))).toBeUndefined();
    expect(storedBehind(instrumentId('REPLAY:6EH4'))).toBeUndefined();
  });
});

describe('noBarsText', () => {
  it('says that a market is not in the replay and how it gets there, and never that it will trade', () => {
    const text = noBarsText({ ...empty, replay: { tracks: [] } });
    expect(text).toBe('CME:6EH4 is not in the loaded replay. Add it in the Replay panel and press Load.');
    expect(noBarsText({ ...empty, replay: { tracks: [] }, hasOthers: true })).toBe(
      `${text} Without a replay its whole history can be looked at:`,
    );
  });

  it('promises bars only where some can come: from the replay, or from a connection', () => {
    expect(noBarsText({ ...empty, replay: { tracks: [track] } })).toContain('as the replay plays');
    const live = { ...empty, instrument: instrumentId('KRAKEN:BTCUSD'), replay: { tracks: [] } };
    expect(noBarsText(live)).toBe('BTCUSD has no 5m bars yet. They will appear as it trades.');
    expect(noBarsText({ ...live, isStreamed: false })).toContain('import its history');
    expect(noBarsText({ ...live, hasOthers: true })).toContain('It has history in:');
  });

  it('does not judge before the replay is known', () => {
    expect(isOutsideReplay({ instrument: replayed, replay: null })).toBe(false);
    expect(isOutsideReplay({ instrument: replayed, replay: { tracks: [track] } })).toBe(false);
    expect(isOutsideReplay({ instrument: replayed, replay: { tracks: [] } })).toBe(true);
  });
});
