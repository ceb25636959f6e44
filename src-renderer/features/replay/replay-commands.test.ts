import { expect, test } from 'vitest';
import type { ReplayStatus } from '../../../src-shared/contract/replay.ts';
import { type ChartActions, chartCommands } from '../chart/chart-commands.ts';
import { replayCommands } from './replay-commands.ts';
import type { ReplayActions } from './use-replay.ts';

const loaded: ReplayStatus = {
  phase: 'paused',
  speed: 60,
  seed: 1,
  elapsedMs: 1_800_000,
  lengthMs: 10_000_000,
  events: 0,
  tracks: [],
};

function harness(status: ReplayStatus | null) {
  const asked: string[] = [];
  const note = (text: string) => {
    asked.push(text);
    return Promise.resolve();
  };
  const actions: ReplayActions = {
    toggle: () => note('toggle'),
    setSpeed: (speed) => note(`speed ${speed}`),
    step: (unit, barMs) => note(`step ${unit} ${barMs}`),
    seek: (elapsedMs) => note(`seek ${elapsedMs}`),
    load: () => Promise.resolve(undefined),
  };
  const commands = replayCommands({ actions, status: () => status, barMs: () => 60_000 });
  return { asked, commands, run: (id: string) => commands.find((one) => one.id === id)?.run() };
}

test('each command asks for one thing', () => {
  const { asked, run } = harness(loaded);
  for (const id of ['toggle', 'step', 'step-bar', 'faster', 'slower', 'restart']) run(`replay.${id}`);
  expect(asked).toEqual(['toggle', 'step event 60000', 'step bar 60000', 'speed 300', 'speed 10', 'seek 0']);
});

test('seeking stays inside the replay', () => {
  const { asked, run } = harness(loaded);
  for (const id of ['seek-back-bar', 'seek-back-hour', 'seek-forward-hour', 'seek-forward-day'])
    run(`replay.${id}`);
  expect(asked).toEqual(['seek 1740000', 'seek 0', 'seek 5400000', 'seek 10000000']);
});

test('without a loaded replay nothing is offered and nothing is asked', () => {
  for (const status of [null, { ...loaded, phase: 'empty' as const }]) {
    const { asked, commands } = harness(status);
    for (const command of commands) command.run();
    expect(asked).toEqual([]);
    expect(commands.filter((command) => command.isAvailable?.() !== false)).toEqual([]);
  }
});

test('no two commands share a key, also not with the chart that is open while a replay plays', () => {
  const all = [...harness(loaded).commands, ...chartCommands({} as ChartActions)];
  const keys = all.flatMap((command) => command.key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
