import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { instrumentId } from '../src-shared/domain/instrument.ts';
import { createApp } from './app.ts';

it('a restart goes on with what was played, where it was and as fast', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'tidemark-resume-'));
  const start = () => createApp({ profile, host: 'web', version: '0' });
  try {
    const first = await start();
    await first.prepared;
    first.replay.session.load([{ source: instrumentId('FXCM:EURUSD'), from: null, to: null }], 7);
    first.replay.session.setSpeed(300);
    first.replay.session.seek(3_600_000);
    const left = first.replay.session.status();
    await first.stop();

    const second = await start();
    await second.prepared;
    const { tracks, seed, speed, elapsedMs, phase } = second.replay.session.status();
    await second.stop();
    expect({ tracks, seed, speed, elapsedMs, phase }).toEqual({
      tracks: left.tracks,
      seed: 7,
      speed: 300,
      elapsedMs: 3_600_000,
      phase: 'paused',
    });
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});
