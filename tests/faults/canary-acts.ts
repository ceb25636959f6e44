import { expect } from 'vitest';
import type { ConnectionSettings, ConnectionStatus } from '../../src-shared/contract/connections.ts';
import type { CanaryHost } from './canary-host.ts';

/* What a person does with keys, over the page's own calls and a terminal. */

export type Rpc = Awaited<ReturnType<CanaryHost['start']>>;
const longestWaitMs = 45_000;

export type Keys = Readonly<Record<string, string>>;

export async function unlockWith(host: CanaryHost, rpc: Rpc, passphrase: string): Promise<void> {
  const { id } = await rpc.vault.beginPassphrase({});
  await host.enter(id, { passphrase });
  await entered(rpc, id);
}

async function entered(rpc: Rpc, id: string): Promise<void> {
  for await (const { state, trouble } of await rpc.connections.entry({ id })) {
    if (state === 'entered') return;
    if (state !== 'waiting' || trouble !== '') throw new Error(`the entry is ${state}: ${trouble}`);
  }
}

export async function enterKeys(host: CanaryHost, rpc: Rpc, kind: string, keys: Keys): Promise<string> {
  const { id } = await rpc.connections.beginEntry({ kind, label: kind, fields: [] });
  await host.enter(id, keys);
  await entered(rpc, id);
  return id;
}

export async function connect(
  host: CanaryHost,
  rpc: Rpc,
  kind: string,
  settings: ConnectionSettings,
  keys: Keys,
): Promise<string> {
  const entry = await enterKeys(host, rpc, kind, keys);
  const steps = await all(await rpc.connections.test({ kind, settings, entry }));
  expect(
    steps.filter(({ result }) => result === 'failed'),
    kind,
  ).toEqual([]);
  const { id } = await rpc.connections.create({ kind, settings, entry, withdrawalWords: '' });
  await rpc.connections.connect({ id });
  return id;
}

/** True when the test of the keys fails, as it must. */
export async function tryKeys(
  host: CanaryHost,
  rpc: Rpc,
  kind: string,
  settings: ConnectionSettings,
  keys: Keys,
): Promise<boolean> {
  const entry = await enterKeys(host, rpc, kind, keys);
  const steps = await all(await rpc.connections.test({ kind, settings, entry }));
  await rpc.connections.cancelEntry({ id: entry });
  return steps.some(({ result }) => result === 'failed');
}

export async function rotate(
  host: CanaryHost,
  rpc: Rpc,
  id: string,
  kind: string,
  keys: Keys,
): Promise<void> {
  const entry = await enterKeys(host, rpc, kind, keys);
  for await (const { result, sentence } of await rpc.connections.rotate({ id, entry, withdrawalWords: '' }))
    if (result === 'failed') throw new Error(`the new keys of ${kind}: ${sentence}`);
}

async function all<T>(some: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of some) found.push(one);
  return found;
}

/** Waits for a state of a connection, and gives it. */
export async function untilTold(
  rpc: Rpc,
  id: string,
  isMeant: (status: ConnectionStatus) => boolean,
): Promise<ConnectionStatus> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), longestWaitMs);
  let last: ConnectionStatus | undefined;
  try {
    for await (const list of await rpc.connections.changes({}, { signal: controller.signal })) {
      last = list.find((one) => one.id === id);
      if (last !== undefined && isMeant(last)) return last;
    }
  } catch (cause) {
    throw new Error(`The state that was waited for never came; the last one was ${JSON.stringify(last)}.`, {
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
  throw new Error('The states of connections ended.');
}
