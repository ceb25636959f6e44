import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import {
  clampElapsed,
  elapsedText,
  focusedTrack,
  fractionOf,
  type ReplayTrack,
  scrubberMarks,
  trackTimeAt,
} from './replay-clock.ts';

const hourMs = 3_600_000;
const start = Date.UTC(2024, 0, 5, 13, 20);

function track(symbol: string, lengthMs: number, from = start): ReplayTrack {
  return {
    source: instrumentId(`CME:${symbol}`),
    instrument: instrumentId(`REPLAY:CME.${symbol}`),
    from: epochMs(from),
    to: epochMs(from + lengthMs),
    now: epochMs(from),
  };
}

test('the wanted track is shown, by its replayed or its stored name', () => {
  const tracks = [track('A', hourMs), track('B', 2 * hourMs)];
  expect(focusedTrack(tracks, instrumentId('REPLAY:CME.A'))).toBe(tracks[0]);
  expect(focusedTrack(tracks, instrumentId('CME:A'))).toBe(tracks[0]);
});

test('without a wanted track the longest is shown, whose end is the end of the replay', () => {
  const tracks = [track('A', hourMs), track('B', 3 * hourMs), track('C', 2 * hourMs)];
  expect(focusedTrack(tracks, null)).toBe(tracks[1]);
  expect(focusedTrack(tracks, instrumentId('FX:OTHER'))).toBe(tracks[1]);
  expect(focusedTrack([], null)).toBeUndefined();
});

test('a track that is over waits at its end', () => {
  const short = track('A', hourMs);
  expect(trackTimeAt(short, hourMs / 2)).toBe(start + hourMs / 2);
  expect(trackTimeAt(short, 5 * hourMs)).toBe(start + hourMs);
});

test('elapsed time stays inside the replay', () => {
  expect([clampElapsed(-5, 100), clampElapsed(50, 100), clampElapsed(500, 100)]).toEqual([0, 50, 100]);
  expect(fractionOf(25, 100)).toBe(0.25);
  expect(fractionOf(25, 0)).toBe(0);
});

test('marks stand on round hours and keep their distance', () => {
  const marks = scrubberMarks(track('A', 6 * hourMs), 6 * hourMs, 600);
  expect(marks.map((mark) => new Date(start + mark).toISOString().slice(11, 16))).toEqual([
    '14:00',
    '15:00',
    '16:00',
    '17:00',
    '18:00',
    '19:00',
  ]);
});

test('a line without room or length has no marks', () => {
  expect(scrubberMarks(track('A', hourMs), hourMs, 0)).toEqual([]);
  expect(scrubberMarks(track('A', 0), 0, 500)).toEqual([]);
});

test('a replay that has just begun says 0s, not 0ms', () => {
  expect(elapsedText(0)).toBe('0s');
  expect(elapsedText(400)).toBe('0s');
  expect(elapsedText(2 * hourMs + 14 * 60_000)).toBe('2h 14m');
});

test('a market that is not replayed leaves the clock on the track that was shown', () => {
  const tracks = [track('A', hourMs), track('B', 2 * hourMs)];
  const live = instrumentId('BINANCE:BTCUSDT');
  expect(focusedTrack(tracks, null, live, instrumentId('REPLAY:CME.A'))).toBe(tracks[0]);
  expect(focusedTrack(tracks, null, live, null)).toBe(tracks[1]);
  expect(focusedTrack(tracks, null, instrumentId('CME:B'), instrumentId('REPLAY:CME.A'))).toBe(tracks[1]);
});
