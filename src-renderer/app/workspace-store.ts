import { create } from 'zustand';
import type { WorkspaceDocument } from '../../src-shared/contract/documents.ts';
import { failureKind, failureSentence } from '../lib/host/failure-sentence.ts';
import type { RpcClient } from '../lib/host/rpc-client.ts';
import { showToast } from '../ui/toast-store.ts';
import {
  freeName,
  readWorkspaceLayout,
  reorder,
  type WorkspaceLayout,
  workspaceLayoutJson,
} from './workspace-layout.ts';
import { workspaceTemplates } from './workspace-templates.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly layout: WorkspaceLayout;
}

interface WorkspaceState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly failure: string;
  readonly workspaces: readonly Workspace[];
  readonly activeId: string | null;
  /** Goes up when the layout on the screen must be built again. */
  readonly edition: number;
}

export const useWorkspaces = create<WorkspaceState>(() => ({
  phase: 'loading',
  failure: '',
  workspaces: [],
  activeId: null,
  edition: 0,
}));

/** Which workspace this window shows is this window's own business and survives its reload. */
const activeKey = 'tidemark.workspace';
const saveAfterMs = 500;
let isFailureTold = false;
const unsaved = new Map<string, ReturnType<typeof setTimeout> | null>();

export function activeWorkspace(): Workspace | undefined {
  const { workspaces, activeId } = useWorkspaces.getState();
  return workspaces.find((workspace) => workspace.id === activeId);
}

/** Reads what is stored; the first time ever, stores the ready-made ones. Keeps what is not saved yet. */
export async function loadWorkspaces(rpc: RpcClient): Promise<void> {
  if (useWorkspaces.getState().phase === 'ready') {
    await saveUnsaved(rpc);
    return;
  }
  try {
    let documents = await rpc.workspaces.list({});
    if (documents.length === 0) {
      documents = await Promise.all(
        workspaceTemplates.map(({ id, name }, position) =>
          rpc.workspaces.save({
            id,
            name,
            position,
            layout: workspaceLayoutJson(readWorkspaceLayout({ template: id })),
          }),
        ),
      );
    }
    const workspaces = documents.map(readDocument).sort((a, b) => a.position - b.position);
    const wanted = localStorage.getItem(activeKey);
    const active = workspaces.find((workspace) => workspace.id === wanted) ?? workspaces[0];
    useWorkspaces.setState({ phase: 'ready', failure: '', workspaces, activeId: active?.id ?? null });
  } catch (error) {
    useWorkspaces.setState({ phase: 'failed', failure: failureSentence(error) });
  }
}

function readDocument({ id, name, position, layout }: WorkspaceDocument): Workspace {
  return { id, name, position, layout: readWorkspaceLayout(layout) };
}

export function selectWorkspace(id: string): void {
  localStorage.setItem(activeKey, id);
  useWorkspaces.setState({ activeId: id });
}

/** The layout changed; stored a moment after the last change. */
export function updateLayout(rpc: RpcClient, id: string, change: Partial<WorkspaceLayout>): void {
  replace(id, (workspace) => ({ ...workspace, layout: { ...workspace.layout, ...change } }));
  saveSoon(rpc, id);
}

export function renameWorkspace(rpc: RpcClient, id: string, name: string): void {
  const clean = name.trim().slice(0, 80);
  if (clean === '') return;
  replace(id, (workspace) => ({ ...workspace, name: clean }));
  saveSoon(rpc, id);
}

export function moveWorkspace(rpc: RpcClient, id: string, toIndex: number): void {
  const before = useWorkspaces.getState().workspaces;
  const workspaces = reorder(before, id, toIndex);
  useWorkspaces.setState({ workspaces });
  for (const workspace of workspaces) {
    if (before.find((one) => one.id === workspace.id)?.position !== workspace.position)
      saveSoon(rpc, workspace.id);
  }
}

/** Adds one at the end and shows it. */
export function addWorkspace(rpc: RpcClient, wantedName: string, layout: WorkspaceLayout): string {
  const { workspaces } = useWorkspaces.getState();
  const workspace: Workspace = {
    id: `w-${crypto.randomUUID()}`,
    name: freeName(
      wantedName,
      workspaces.map(({ name }) => name),
    ),
    position: workspaces.length,
    layout,
  };
  useWorkspaces.setState({ workspaces: [...workspaces, workspace] });
  selectWorkspace(workspace.id);
  saveSoon(rpc, workspace.id);
  return workspace.id;
}

/** Back to the ready-made layout it began as. */
export function resetWorkspace(rpc: RpcClient, id: string): void {
  updateLayout(rpc, id, { dock: null });
  useWorkspaces.setState(({ edition }) => ({ edition: edition + 1 }));
}

/** The last one cannot be removed: there is always somewhere to be. */
export async function removeWorkspace(rpc: RpcClient, id: string): Promise<void> {
  const { workspaces, activeId } = useWorkspaces.getState();
  const index = workspaces.findIndex((workspace) => workspace.id === id);
  const removed = workspaces[index];
  if (removed === undefined || workspaces.length === 1) return;
  const rest = workspaces.filter((workspace) => workspace.id !== id);
  useWorkspaces.setState({ workspaces: rest });
  const next = rest[Math.min(index, rest.length - 1)];
  if (activeId === id && next !== undefined) selectWorkspace(next.id);
  forget(id);
  try {
    await rpc.workspaces.remove({ id });
  } catch (error) {
    useWorkspaces.setState(({ workspaces: now }) => ({ workspaces: [...now, removed] }));
    showToast({ level: 'warn', title: `“${removed.name}” was not deleted`, text: failureSentence(error) });
  }
}

function replace(id: string, change: (workspace: Workspace) => Workspace): void {
  useWorkspaces.setState(({ workspaces }) => ({
    workspaces: workspaces.map((workspace) => (workspace.id === id ? change(workspace) : workspace)),
  }));
}

function saveSoon(rpc: RpcClient, id: string): void {
  forget(id);
  unsaved.set(
    id,
    setTimeout(() => void save(rpc, id), saveAfterMs),
  );
}

function forget(id: string): void {
  const timer = unsaved.get(id);
  if (timer !== undefined && timer !== null) clearTimeout(timer);
  unsaved.delete(id);
}

/** What could not be stored stays marked, and goes when the main process is there again. */
async function save(rpc: RpcClient, id: string): Promise<void> {
  const workspace = useWorkspaces.getState().workspaces.find((one) => one.id === id);
  forget(id);
  if (workspace === undefined) return;
  try {
    const { name, position, layout } = workspace;
    await rpc.workspaces.save({ id, name, position, layout: workspaceLayoutJson(layout) });
    isFailureTold = false;
  } catch (error) {
    if (!unsaved.has(id)) unsaved.set(id, null);
    tellFailure(workspace.name, error);
  }
}

/** Once until a layout is stored again. A lost connection has its own place on the screen. */
function tellFailure(name: string, error: unknown): void {
  if (isFailureTold || failureKind(error) === 'not-connected') return;
  isFailureTold = true;
  showToast({
    level: 'warn',
    title: `The layout of “${name.slice(0, 60)}” could not be saved`,
    text: failureSentence(error),
  });
}

/** At once: the window is closing, or the connection came back. */
export async function saveUnsaved(rpc: RpcClient): Promise<void> {
  await Promise.all([...unsaved.keys()].map((id) => save(rpc, id)));
}
