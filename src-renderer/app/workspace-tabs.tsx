import { Copy, LayoutDashboard, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { useHost } from '../lib/host/host-context.tsx';
import { classNames } from '../ui/class-names.ts';
import { ContextMenu } from '../ui/context-menu.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { useDialogs } from './dialog-store.ts';
import { readWorkspaceLayout } from './workspace-layout.ts';
import {
  addWorkspace,
  moveWorkspace,
  selectWorkspace,
  useWorkspaces,
  type Workspace,
} from './workspace-store.ts';
import { workspaceTemplates } from './workspace-templates.ts';

const dragType = 'application/x-tidemark-workspace';

/** The named layouts. Drag or Alt+arrow reorders, double click renames, right click has the rest. */
export function WorkspaceTabs() {
  const { rpc } = useHost();
  const { workspaces, activeId } = useWorkspaces();
  const [dropIndex, setDropIndex] = useState<number | null>(null);

  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const workspace = workspaces[index];
    if (step === undefined || workspace === undefined) return;
    event.preventDefault();
    if (event.altKey) moveWorkspace(rpc, workspace.id, index + step);
    else {
      const next = workspaces[(index + step + workspaces.length) % workspaces.length];
      if (next !== undefined) selectWorkspace(next.id);
    }
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('[data-testid="workspace-tabs"] [aria-selected="true"]')?.focus(),
    );
  };
  const onDrop = (event: DragEvent, index: number) => {
    event.preventDefault();
    setDropIndex(null);
    moveWorkspace(rpc, event.dataTransfer.getData(dragType), index);
  };

  return (
    <div className="flex min-w-0 items-stretch" data-testid="workspace-tabs">
      <div
        role="tablist"
        aria-label="Workspaces"
        className="flex min-w-0 items-stretch overflow-x-auto [scrollbar-width:none]"
      >
        {workspaces.map((workspace, index) => (
          <ContextMenu key={workspace.id} entries={entriesFor(workspace)}>
            <button
              type="button"
              role="tab"
              data-workspace={workspace.id}
              aria-selected={workspace.id === activeId}
              tabIndex={workspace.id === activeId ? 0 : -1}
              draggable
              onDragStart={(event) => event.dataTransfer.setData(dragType, workspace.id)}
              onDragOver={(event) => {
                if (!event.dataTransfer.types.includes(dragType)) return;
                event.preventDefault();
                setDropIndex(index);
              }}
              onDragLeave={() => setDropIndex(null)}
              onDrop={(event) => onDrop(event, index)}
              onClick={() => selectWorkspace(workspace.id)}
              onDoubleClick={() =>
                useDialogs.setState({ dialog: { kind: 'rename-workspace', id: workspace.id } })
              }
              onKeyDown={(event) => onKeyDown(event, index)}
              className={classNames(
                'flex shrink-0 items-center px-3 text-12 whitespace-nowrap transition-colors',
                workspace.id === activeId
                  ? 'text-text-1 shadow-[inset_0_-2px_0_var(--accent)]'
                  : 'text-text-2 hover:text-text-1',
                dropIndex === index && 'bg-accent-ground',
              )}
            >
              {workspace.name}
            </button>
          </ContextMenu>
        ))}
      </div>
      <div className="flex items-center pl-1">
        <Menu label="New workspace" entries={newEntries()}>
          <IconButton icon={Plus} label="New workspace" />
        </Menu>
      </div>
    </div>
  );

  function newEntries(): readonly MenuEntry[] {
    return [
      { kind: 'heading', label: 'New workspace from' },
      ...workspaceTemplates.map(({ id, name }) => ({
        label: name,
        icon: LayoutDashboard,
        run: () => void addWorkspace(rpc, name, readWorkspaceLayout({ template: id })),
      })),
    ];
  }

  function entriesFor(workspace: Workspace): readonly MenuEntry[] {
    const { id, name, layout } = workspace;
    return [
      {
        label: 'Rename…',
        icon: Pencil,
        run: () => useDialogs.setState({ dialog: { kind: 'rename-workspace', id } }),
      },
      { label: 'Duplicate', icon: Copy, run: () => void addWorkspace(rpc, name, layout) },
      {
        label: 'Back to the ready-made layout…',
        icon: RotateCcw,
        isDisabled: layout.template === null,
        run: () => useDialogs.setState({ dialog: { kind: 'reset-workspace', id } }),
      },
      { kind: 'separator' },
      {
        label: 'Delete…',
        icon: Trash2,
        tone: 'danger',
        isDisabled: workspaces.length === 1,
        run: () => useDialogs.setState({ dialog: { kind: 'remove-workspace', id } }),
      },
    ];
  }
}
