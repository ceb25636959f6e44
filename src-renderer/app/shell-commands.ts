import type { Command } from '../lib/commands/command-registry.ts';
import { failureSentence } from '../lib/host/failure-sentence.ts';
import type { RpcClient } from '../lib/host/rpc-client.ts';
import { usePreferences } from '../lib/preferences/preferences.ts';
import { densities, priceColourSchemes } from '../lib/preferences/read-preferences.ts';
import { type SettingValue, saveSetting } from '../lib/preferences/user-settings.ts';
import { scriptCommands } from '../lib/scripts/script-commands.ts';
import { askForWizard, connectVenueCommand } from '../lib/venues/connect-venue.ts';
import { showToast } from '../ui/toast-store.ts';
import { useDialogs } from './dialog-store.ts';
import {
  closePanel,
  duplicatePanel,
  reopenClosedPanel,
  tearOffPanel,
  toggleMaximised,
} from './dock-actions.ts';
import { useDock } from './dock-store.ts';
import { panelDefinitions } from './panels.ts';
import { canShowPanels, showPanel } from './show-panel.ts';
import { readWorkspaceLayout } from './workspace-layout.ts';
import { activeWorkspace, addWorkspace, selectWorkspace, useWorkspaces } from './workspace-store.ts';
import { workspaceTemplates } from './workspace-templates.ts';

type Panel = NonNullable<ReturnType<typeof useDock.getState>['activePanel']>;

const hasDock = () => useDock.getState().api !== undefined;
const hasPanel = () => useDock.getState().activePanel !== undefined;
const onPanel = (action: (panel: Panel) => void) => () => {
  const panel = useDock.getState().activePanel;
  if (panel !== undefined) action(panel);
};

function next<T>(list: readonly T[], current: T): T {
  return list[(list.indexOf(current) + 1) % list.length] ?? current;
}

/** Everything the shell itself can do. */
export function shellCommands(rpc: RpcClient): readonly Command[] {
  return [
    {
      id: 'palette.open',
      title: 'Search markets and commands',
      group: 'Tidemark',
      key: 'Mod+K',
      run: () => useDialogs.setState({ dialog: { kind: 'palette', text: '' } }),
    },
    ...panelCommands(rpc),
    ...scriptCommands({ canShowEditor: hasDock, canShowChart: canShowPanels }),
    ...workspaceCommands(rpc),
    ...viewCommands(rpc),
  ];
}

function panelCommands(rpc: RpcClient): readonly Command[] {
  return [
    ...panelDefinitions.map(({ kind, title }) => ({
      id: `panel.open.${kind}`,
      title: `Open ${title.toLowerCase()}`,
      group: 'Panels',
      ...(kind === 'settings' ? { key: 'Mod+,' } : {}),
      isAvailable: canShowPanels,
      run: () => showPanel(kind),
    })),
    {
      id: connectVenueCommand,
      title: 'Connect a venue',
      group: 'Connections',
      isAvailable: canShowPanels,
      run: () => {
        askForWizard();
        showPanel('connections');
      },
    },
    {
      id: 'panel.close',
      title: 'Close this panel',
      group: 'Panels',
      key: 'Alt+W',
      isAvailable: hasPanel,
      run: onPanel(closePanel),
    },
    {
      id: 'panel.reopen',
      title: 'Reopen the panel closed last',
      group: 'Panels',
      key: 'Mod+Shift+T',
      isAvailable: () => useDock.getState().closed.length > 0,
      run: reopenClosedPanel,
    },
    {
      id: 'panel.duplicate',
      title: 'Duplicate this panel',
      group: 'Panels',
      isAvailable: hasPanel,
      run: onPanel(duplicatePanel),
    },
    {
      id: 'panel.maximise',
      title: 'Maximise or restore this panel',
      group: 'Panels',
      key: 'Mod+Shift+M',
      isAvailable: hasPanel,
      run: onPanel(toggleMaximised),
    },
    {
      id: 'panel.next-group',
      title: 'Go to the next group of panels',
      group: 'Panels',
      key: 'F6',
      isAvailable: hasPanel,
      run: () => focusGroup(1),
    },
    {
      id: 'panel.previous-group',
      title: 'Go to the previous group of panels',
      group: 'Panels',
      key: 'Shift+F6',
      isAvailable: hasPanel,
      run: () => focusGroup(-1),
    },
    {
      id: 'panel.tear-off',
      title: 'Open this panel in its own window',
      group: 'Panels',
      key: 'Mod+Shift+O',
      isAvailable: hasPanel,
      run: onPanel((panel) => void tearOffPanel(rpc, panel)),
    },
  ];
}

/** Brings the next group of tabs to the front and puts the focus on its tab. */
function focusGroup(step: number): void {
  const { api } = useDock.getState();
  if (api === undefined || api.groups.length === 0) return;
  const index = api.groups.findIndex((group) => group.id === api.activeGroup?.id);
  const group = api.groups[(index + step + api.groups.length) % api.groups.length];
  group?.activePanel?.api.setActive();
  group?.element.querySelector<HTMLElement>('.dv-active-tab')?.focus();
}

function workspaceCommands(rpc: RpcClient): readonly Command[] {
  const step = (by: number) => () => {
    const { workspaces, activeId } = useWorkspaces.getState();
    const index = workspaces.findIndex(({ id }) => id === activeId);
    const target = workspaces[(index + by + workspaces.length) % workspaces.length];
    if (target !== undefined) selectWorkspace(target.id);
  };
  const dialog = (kind: 'rename-workspace' | 'reset-workspace' | 'remove-workspace') => () => {
    const id = activeWorkspace()?.id;
    if (id !== undefined) useDialogs.setState({ dialog: { kind, id } });
  };
  const group = 'Workspaces';
  return [
    {
      id: 'workspace.next',
      title: 'Next workspace',
      group,
      key: 'Mod+Alt+ArrowRight',
      isAvailable: hasDock,
      run: step(1),
    },
    {
      id: 'workspace.previous',
      title: 'Previous workspace',
      group,
      key: 'Mod+Alt+ArrowLeft',
      isAvailable: hasDock,
      run: step(-1),
    },
    ...workspaceTemplates.map(({ id, name }) => ({
      id: `workspace.new.${id}`,
      title: `New workspace: ${name}`,
      group,
      isAvailable: hasDock,
      run: () => void addWorkspace(rpc, name, readWorkspaceLayout({ template: id })),
    })),
    {
      id: 'workspace.duplicate',
      title: 'Duplicate this workspace',
      group,
      isAvailable: hasDock,
      run: () => {
        const workspace = activeWorkspace();
        if (workspace !== undefined) addWorkspace(rpc, workspace.name, workspace.layout);
      },
    },
    {
      id: 'workspace.rename',
      title: 'Rename this workspace…',
      group,
      isAvailable: hasDock,
      run: dialog('rename-workspace'),
    },
    {
      id: 'workspace.reset',
      title: 'Reset this workspace’s layout…',
      group,
      isAvailable: hasDock,
      run: dialog('reset-workspace'),
    },
    {
      id: 'workspace.delete',
      title: 'Delete this workspace…',
      group,
      isAvailable: () => hasDock() && useWorkspaces.getState().workspaces.length > 1,
      run: dialog('remove-workspace'),
    },
  ];
}

function viewCommands(rpc: RpcClient): readonly Command[] {
  const save = (key: string, value: () => SettingValue) => () => {
    saveSetting(rpc, key, value()).catch((error: unknown) => {
      showToast({ level: 'warn', title: 'The setting was not saved', text: failureSentence(error) });
    });
  };
  const now = () => usePreferences.getState();
  const group = 'View';
  return [
    {
      id: 'view.theme',
      title: 'Switch between dark and light',
      group,
      key: 'Mod+Shift+L',
      run: save('ui.theme', () => (now().theme === 'dark' ? 'light' : 'dark')),
    },
    {
      id: 'view.density',
      title: 'Change density',
      group,
      run: save('ui.density', () => next<SettingValue>(densities, now().density)),
    },
    {
      id: 'view.price-colours',
      title: 'Change price colours',
      group,
      run: save('ui.priceColours', () => next<SettingValue>(priceColourSchemes, now().priceColours)),
    },
    {
      id: 'view.full-screen',
      title: 'Full screen',
      group,
      key: 'F11',
      run: () => {
        if (document.fullscreenElement === null) void document.documentElement.requestFullscreen();
        else void document.exitFullscreen();
      },
    },
  ];
}
