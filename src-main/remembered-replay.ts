import { z } from 'zod';
import { largestReplaySpeed } from '../src-shared/contract/replay.ts';
import { epochMsSchema, instrumentIdSchema } from '../src-shared/contract/schemas.ts';
import type { ReplayControl } from './rpc/replay-control.ts';
import type { SettingsRepository } from './storage/journal-store.ts';

const key = 'replay.last';
const saveEveryMs = 3000;

const rememberedSchema = z.object({
  tracks: z.array(z.object({ source: instrumentIdSchema, from: epochMsSchema, to: epochMsSchema })).min(1),
  seed: z.int(),
  speed: z.number().min(0).max(largestReplaySpeed),
  elapsedMs: z.number().min(0),
  isPlaying: z.boolean(),
});

/** Puts the replay back where the run before left it. False when there is nothing to go back to. */
export function resumeReplay(session: ReplayControl, settings: SettingsRepository): boolean {
  const { data } = rememberedSchema.safeParse(settings.get(key));
  if (data === undefined) return false;
  session.load(data.tracks, data.seed);
  session.setSpeed(data.speed);
  session.seek(data.elapsedMs);
  if (data.isPlaying && session.status().phase === 'paused') session.play();
  return true;
}

/** Notes what is played and how far it is, every few seconds and at the end, so that a restart can go on from there. */
export function rememberReplay(
  session: ReplayControl,
  settings: SettingsRepository,
  onTrouble: (error: unknown) => void,
): { stop(): Promise<void> } {
  let saved = '';
  const save = async () => {
    const { phase, tracks, seed, speed, elapsedMs } = session.status();
    if (phase === 'empty') return;
    const remembered = {
      tracks: tracks.map(({ source, from, to }) => ({ source, from, to })),
      seed,
      speed,
      elapsedMs,
      isPlaying: phase === 'playing',
    };
    const text = JSON.stringify(remembered);
    if (text === saved) return;
    saved = text;
    await settings.set(key, remembered).catch(onTrouble);
  };
  const timer = setInterval(() => void save(), saveEveryMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await save();
    },
  };
}
