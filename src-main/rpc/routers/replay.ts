import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import { Broadcast } from '../broadcast.ts';
import { os, type PageContext } from '../guard.ts';
import type { ReplayControl } from '../replay-control.ts';

/** While playing, states follow each other by the turn; the page needs a few a second. */
const stateEveryMs = 250;

const afterwards = ({ services }: PageContext, act: (replay: ReplayControl) => void): ReplayStatus => {
  act(services.replay);
  return services.replay.status();
};

export const replay = os.replay.router({
  status: os.replay.status.handler(({ context }) => context.services.replay.status()),
  load: os.replay.load.handler(({ context, input }) =>
    afterwards(context, (session) => session.load(input.tracks, input.seed)),
  ),
  play: os.replay.play.handler(({ context }) => afterwards(context, (session) => session.play())),
  pause: os.replay.pause.handler(({ context }) => afterwards(context, (session) => session.pause())),
  setSpeed: os.replay.setSpeed.handler(({ context, input }) =>
    afterwards(context, (session) => session.setSpeed(input.speed)),
  ),
  step: os.replay.step.handler(({ context, input }) =>
    afterwards(context, (session) => {
      if (input.unit === 'event') session.stepEvent();
      else session.stepBar(input.barMs);
    }),
  ),
  seek: os.replay.seek.handler(({ context, input }) =>
    afterwards(context, (session) => session.seek(input.elapsedMs)),
  ),
  changes: os.replay.changes.handler(async function* ({ context, signal }) {
    const { replay: session } = context.services;
    const changed = new Broadcast<ReplayStatus>(1);
    let sent = { at: 0, phase: '', speed: 0, tracks: 0 };
    const release = session.onChange((status) => {
      const now = performance.now();
      const isNews =
        status.phase !== sent.phase || status.speed !== sent.speed || status.tracks.length !== sent.tracks;
      if (!isNews && status.phase === 'playing' && now - sent.at < stateEveryMs) return;
      sent = { at: now, phase: status.phase, speed: status.speed, tracks: status.tracks.length };
      changed.publish(status);
    });
    const changes = changed.listen(signal);
    try {
      yield session.status();
      yield* changes;
    } finally {
      release();
    }
  }),
});
