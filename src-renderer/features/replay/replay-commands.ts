import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import type { Command } from '../../lib/commands/command-registry.ts';
import { clampElapsed } from './replay-clock.ts';
import { fasterThan, slowerThan } from './replay-speed.ts';
import type { ReplayActions } from './use-replay.ts';

export interface ReplayCommandParts {
  readonly actions: ReplayActions;
  /** As they are when a command runs. */
  status(): ReplayStatus | null;
  barMs(): number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What a user can do with a loaded replay by name or key. */
export function replayCommands({ actions, status, barMs }: ReplayCommandParts): Command[] {
  const isLoaded = () => (status()?.phase ?? 'empty') !== 'empty';
  const command = (
    id: string,
    title: string,
    key: string,
    run: (now: ReplayStatus) => Promise<void>,
  ): Command => ({
    id: `replay.${id}`,
    title,
    group: 'Replay',
    key,
    isAvailable: isLoaded,
    run: () => {
      const now = status();
      if (now !== null && now.phase !== 'empty') void run(now);
    },
  });
  const seekBy = (now: ReplayStatus, deltaMs: number) =>
    actions.seek(clampElapsed(now.elapsedMs + deltaMs, now.lengthMs));
  return [
    command('toggle', 'Play or pause the replay', 'Shift+ArrowDown', (now) => actions.toggle(now)),
    command('step', 'Step one event', 'Shift+ArrowUp', () => actions.step('event', barMs())),
    command('step-bar', 'Step one bar', 'Shift+ArrowRight', () => actions.step('bar', barMs())),
    command('seek-back-bar', 'Go back one bar', 'Shift+ArrowLeft', (now) => seekBy(now, -barMs())),
    command('faster', 'Play faster', 'Alt+Shift+ArrowUp', (now) => actions.setSpeed(fasterThan(now.speed))),
    command('slower', 'Play slower', 'Alt+Shift+ArrowDown', (now) => actions.setSpeed(slowerThan(now.speed))),
    command('seek-forward-hour', 'Go forward one hour', 'Alt+PageDown', (now) => seekBy(now, hourMs)),
    command('seek-back-hour', 'Go back one hour', 'Alt+PageUp', (now) => seekBy(now, -hourMs)),
    command('seek-forward-day', 'Go forward one day', 'Alt+Shift+PageDown', (now) => seekBy(now, dayMs)),
    command('seek-back-day', 'Go back one day', 'Alt+Shift+PageUp', (now) => seekBy(now, -dayMs)),
    command('restart', 'Back to the beginning', 'Alt+Shift+Home', () => actions.seek(0)),
  ];
}
