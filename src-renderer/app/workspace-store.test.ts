import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { RpcClient } from '../lib/host/rpc-client.ts';
import { useToasts } from '../ui/toast-store.ts';
import { readWorkspaceLayout } from './workspace-layout.ts';
import { renameWorkspace, saveUnsaved, useWorkspaces } from './workspace-store.ts';

const save = vi.fn<() => Promise<unknown>>();
const rpc = { workspaces: { save } } as unknown as RpcClient;

beforeEach(() => {
  vi.useFakeTimers();
  save.mockReset();
  useToasts.setState({ toasts: [], history: [] });
  const layout = readWorkspaceLayout({ template: 'markets' });
  useWorkspaces.setState({ phase: 'ready', workspaces: [{ id: 'w', name: 'One', position: 0, layout }] });
});
afterEach(() => void vi.useRealTimers());

async function renameTo(name: string): Promise<void> {
  renameWorkspace(rpc, 'w', name);
  await vi.advanceTimersByTimeAsync(600);
}

test('a layout that cannot be saved is told once, and again only after one was saved', async () => {
  save.mockRejectedValue(new Failure('unavailable', 'The disk is full.'));
  await renameTo('Two');
  await renameTo('Three');
  expect(useToasts.getState().history.map(({ text }) => text)).toEqual(['The disk is full.']);
  save.mockResolvedValue({});
  await saveUnsaved(rpc);
  save.mockRejectedValue(new Failure('unavailable', 'The disk is full.'));
  await renameTo('Four');
  expect(useToasts.getState().history.length).toBe(2);
});

test('a lost connection is not told again, and what is unsaved goes with the next one', async () => {
  save.mockRejectedValue(new Failure('not-connected', 'Lost.'));
  await renameTo('Two');
  expect(useToasts.getState().history).toEqual([]);
  save.mockResolvedValue({});
  await saveUnsaved(rpc);
  expect(save).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Two' }));
});
