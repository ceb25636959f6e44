import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Failure } from '../../src-shared/domain/failure.ts';
import { type InstrumentId, instrumentId } from '../../src-shared/domain/instrument.ts';
import { createLog } from '../log.ts';
import { type OpenedConnections, openConnections } from '../open-connections.ts';
import { openStorage, type Storage } from '../storage/index.ts';
import { systemWorld } from '../system-world.ts';
import { Secret } from '../vault/index.ts';
import type { RecordedFrame } from '../venues/venue-kind.ts';
import { type CommandContext, type ExitCode, exitCodes } from './command.ts';
import { askInTerminal } from './terminal-prompt.ts';

/** `tidemark venue test CONNECTION`: every step as it ends. */
export function testConnection(name: string, context: CommandContext): Promise<ExitCode> {
  return withConnections(context, async ({ connections, vault }) => {
    const { id } = connectionNamed(connections, name);
    await unlocked(vault, context);
    let hasFailed = false;
    for await (const { permissions, ...step } of connections.test({ id }, context.signal)) {
      hasFailed ||= step.result === 'failed';
      if (context.values.json === true) context.print(JSON.stringify({ ...step, permissions }));
      else context.print(`${step.result.padEnd(8)} ${step.step.padEnd(12)} ${step.sentence}`);
    }
    return hasFailed ? exitCodes.partly : exitCodes.done;
  });
}

/** `tidemark venue record CONNECTION --out FILE`: raw frames, a JSON object a line, until stopped. */
export function recordConnection(name: string, context: CommandContext): Promise<ExitCode> {
  const { out, seconds, instrument } = context.values;
  if (typeof out !== 'string') throw new Failure('invalid', 'Say where to write: --out FILE.');
  const limit = typeof seconds === 'string' ? Number(seconds) : Number.POSITIVE_INFINITY;
  if (Number.isNaN(limit) || limit <= 0)
    throw new Failure('invalid', `“${seconds}” is not a number of seconds.`);
  const wanted = typeof instrument === 'string' ? instrument.split(',').map(readInstrument) : [];
  return withConnections(context, async ({ connections, vault }) => {
    const { id } = connectionNamed(connections, name);
    await unlocked(vault, context);
    const file = createWriteStream(out, { flags: 'wx', mode: 0o600 });
    await once(file, 'open').catch((cause: unknown) => {
      throw new Failure('invalid', `${out} cannot be made, or is there already.`, { cause });
    });
    // A full disk, for one; it ends the recording instead of the program.
    const broken = new AbortController();
    let fault: Error | undefined;
    file.on('error', (error) => {
      fault = error;
      broken.abort();
    });
    const over = AbortSignal.any([context.signal, broken.signal]);
    let frames = 0;
    const { venue } = connections.openFor(id, (frame: RecordedFrame) => {
      frames += 1;
      file.write(`${JSON.stringify(frame)}\n`);
    });
    const stopTelling = venue.onState(({ phase, reason }) => {
      if (phase === 'back-off' && reason !== '') context.say(`${reason} It is tried again.`);
    });
    try {
      // A venue that cannot be reached is tried for ever; Ctrl C ends that, too.
      await Promise.race([venue.connect(), untilAbortedOr(Number.POSITIVE_INFINITY, over)]);
      if (context.signal.aborted) throw new Failure('cancelled', 'It was ended before it was connected.');
      for (const one of wanted) {
        if ((await venue.market.instrument(one)) === undefined) {
          throw new Failure('not-found', `${name} has no market ${one}; nothing would be recorded of it.`);
        }
        for (const stream of venue.capabilities.streams) {
          if (stream !== 'candles') venue.market.subscribe({ instrument: one, stream });
        }
      }
      context.say(`Recording to ${out}. Ctrl C ends it.`);
      await untilAbortedOr(limit * 1000, over);
    } finally {
      stopTelling();
      await venue.disconnect();
      if (!file.destroyed) {
        file.end();
        await Promise.race([once(file, 'finish'), once(file, 'close')]);
      }
    }
    if (fault !== undefined)
      throw new Failure('unavailable', `${out} could not be written.`, { cause: fault });
    context.print(
      context.values.json === true ? JSON.stringify({ file: out, frames }) : `${frames} frames in ${out}`,
    );
    return exitCodes.done;
  });
}

/** The profile's connections for one command, closed afterwards whatever happens. */
export async function withConnections(
  { profile }: CommandContext,
  use: (opened: OpenedConnections, storage: Storage) => Promise<ExitCode>,
): Promise<ExitCode> {
  const log = createLog(profile);
  try {
    const storage = await openStorage({ profile, host: 'command line', now: systemWorld(log).now, log });
    try {
      const opened = await openConnections({
        profile,
        journal: storage.journal,
        log,
        isDeveloper: process.env.TIDEMARK_DEVELOPER === '1',
        attach: () => () => undefined,
      });
      try {
        await opened.prepare();
        return await use(opened, storage);
      } finally {
        await opened.close();
      }
    } finally {
      await storage.close();
    }
  } finally {
    log.close();
  }
}

/** The one saved connection of that id or nickname. @throws Failure. */
export function connectionNamed({ cards }: OpenedConnections['connections'], name: string) {
  const found = cards().filter(({ id, settings }) => id === name || settings.label === name);
  const [one] = found;
  if (one === undefined) {
    throw new Failure(
      'not-found',
      `There is no connection “${name}”. “tidemark connection list” shows them.`,
    );
  }
  if (found.length > 1) throw new Failure('invalid', `Several connections are called “${name}”. Use the id.`);
  return one;
}

function readInstrument(text: string): InstrumentId {
  return instrumentId(text.trim());
}

/** A passphrase vault is locked at every start: ask here. */
export async function unlocked(vault: OpenedConnections['vault'], { signal }: CommandContext): Promise<void> {
  const state = vault.state();
  if (state.phase !== 'locked' || state.provider !== 'passphrase') return;
  const [text = ''] = await askInTerminal(
    [{ label: 'Passphrase', isSecret: true, isMultiline: false }],
    signal,
  );
  const passphrase = new Secret(text);
  try {
    await vault.unlock(passphrase);
  } finally {
    passphrase.wipe();
  }
}

function untilAbortedOr(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
    if (signal.aborted) resolve();
  });
}
