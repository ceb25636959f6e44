import type { AddPanelPositionOptions, DockviewApi, IDockviewPanel } from 'dockview-react';
import type { RpcClient } from '../lib/host/rpc-client.ts';
import type { LinkColour, PanelState } from '../lib/panels/panel-definition.ts';
import { showToast } from '../ui/toast-store.ts';
import { type Box, type Place, placeOf } from './dock-place.ts';
import { type GroupSizes, useDock } from './dock-store.ts';
import { useLinks } from './link-store.ts';
import { type PanelParameters, panelFragment, readPanelParameters } from './panel-parameters.ts';
import { panelDefinition } from './panels.ts';
import {
  defaultTemplateId,
  type PanelPlan,
  type WorkspaceTemplate,
  workspaceTemplate,
} from './workspace-templates.ts';

export const panelComponent = 'panel';
const mostClosed = 20;

function newId(kind: string): string {
  return `${kind}-${crypto.randomUUID().slice(0, 8)}`;
}

export function parametersOf(panel: IDockviewPanel): PanelParameters {
  return readPanelParameters(panel.params);
}

/** Puts a panel into the dock; one that only makes sense once comes to the front instead. */
export function openPanel(
  kind: string,
  options: {
    readonly state?: PanelState;
    readonly link?: LinkColour | null;
    readonly position?: AddPanelPositionOptions;
  } = {},
): void {
  const { api } = useDock.getState();
  const definition = panelDefinition(kind);
  if (api === undefined || definition === undefined) return;
  const there = definition.isSingle
    ? api.panels.find((panel) => parametersOf(panel).kind === kind)
    : undefined;
  if (there !== undefined) {
    there.api.setActive();
    return;
  }
  const parameters: PanelParameters = {
    kind,
    state: options.state ?? {},
    link: options.link === undefined ? (definition.isLinkable ? 'orange' : null) : options.link,
  };
  api.addPanel({
    id: newId(kind),
    component: panelComponent,
    title: definition.title,
    params: { ...parameters },
    ...(options.position === undefined
      ? placeForNew(api, definition.shareBelow)
      : { position: options.position }),
  });
}

/** Where there is most room to see something new: in front of what is there, or below it. */
function placeForNew(
  api: DockviewApi,
  shareBelow: number | undefined,
): { readonly position: AddPanelPositionOptions; readonly initialHeight?: number } {
  const [group] = [...api.groups].sort((a, b) => b.api.width * b.api.height - a.api.width * a.api.height);
  if (group === undefined) return { position: { direction: 'right' } };
  if (shareBelow === undefined) return { position: { referenceGroup: group } };
  return {
    position: { referenceGroup: group, direction: 'below' },
    initialHeight: Math.round(group.api.height * shareBelow),
  };
}

/** The room goes to the neighbour; nothing else on the screen changes its size. */
export function closePanel(panel: IDockviewPanel, intoWindow?: string): void {
  const neighbour = panel.group.panels.find((other) => other.id !== panel.id)?.id;
  const closed = {
    parameters: parametersOf(panel),
    title: panel.title ?? '',
    neighbour,
    place: whereIs(panel),
    sizes: groupSizes(),
    window: intoWindow,
  };
  useDock.setState((state) => ({ closed: [...state.closed, closed].slice(-mostClosed) }));
  panel.api.close();
  if (neighbour !== undefined) return;
  const { api } = useDock.getState();
  const grown = closed.place.beside === undefined ? undefined : api?.getPanel(closed.place.beside)?.group.id;
  restoreSizes(closed.sizes, grown);
}

function groupSizes(): GroupSizes {
  const groups = useDock.getState().api?.groups ?? [];
  return new Map(groups.map(({ id, api: { width, height } }) => [id, { width, height }]));
}

function restoreSizes(sizes: GroupSizes, except?: string): void {
  for (const group of useDock.getState().api?.groups ?? []) {
    const size = sizes.get(group.id);
    if (size !== undefined && group.id !== except) group.api.setSize(size);
  }
}

function whereIs(panel: IDockviewPanel): Place {
  const others = (useDock.getState().api?.groups ?? []).filter((group) => group.id !== panel.group.id);
  const boxes = others.flatMap((group) => {
    const id = group.activePanel?.id;
    return id === undefined ? [] : [{ id, ...edges(group.element) }];
  });
  const dock = panel.group.element.closest('.dockview-tidemark') ?? document.body;
  return placeOf(edges(panel.group.element), boxes, edges(dock));
}

function edges(element: Element): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left, top, right, bottom };
}

/** What was in a window of its own comes back to where it was, as it was when that window closed. */
export function reopenTornOff(windowId: string, parameters: PanelParameters): void {
  const { closed } = useDock.getState();
  const left = closed.find((panel) => panel.window === windowId);
  if (left === undefined) {
    openPanel(parameters.kind, { state: parameters.state, link: parameters.link });
    return;
  }
  useDock.setState({ closed: [...closed.filter((panel) => panel !== left), { ...left, parameters }] });
  reopenClosedPanel();
}

export function reopenClosedPanel(): void {
  const { api, closed } = useDock.getState();
  const last = closed.at(-1);
  if (api === undefined || last === undefined) return;
  useDock.setState({ closed: closed.slice(0, -1) });
  const { kind, state, link } = last.parameters;
  const { side, beside, width, height } = last.place;
  if (last.neighbour !== undefined && api.getPanel(last.neighbour) !== undefined) {
    openPanel(kind, { state, link, position: { referencePanel: last.neighbour } });
    return;
  }
  const isThere = beside !== undefined && api.getPanel(beside) !== undefined;
  openPanel(kind, {
    state,
    link,
    position: isThere ? { referencePanel: beside, direction: side } : { direction: side },
  });
  // Twice, since each group takes its room from the next one, which may only then get its own back.
  for (let pass = 0; pass < 2; pass += 1) {
    api.activePanel?.group.api.setSize(side === 'left' || side === 'right' ? { width } : { height });
    restoreSizes(last.sizes);
  }
}

export function duplicatePanel(panel: IDockviewPanel): void {
  const { kind, state, link } = parametersOf(panel);
  openPanel(kind, { state, link, position: { referencePanel: panel.id, direction: 'right' } });
}

export function setPanelLink(panel: IDockviewPanel, link: LinkColour | null): void {
  panel.api.updateParameters({ ...parametersOf(panel), link });
  useDock.getState().layoutChanged();
}

export function toggleMaximised(panel: IDockviewPanel): void {
  if (panel.api.isMaximized()) panel.api.exitMaximized();
  else panel.api.maximize();
}

/** Moves the panel into a window of its own: the host's if it has windows, the browser's otherwise. */
export async function tearOffPanel(rpc: RpcClient, panel: IDockviewPanel): Promise<void> {
  const parameters = parametersOf(panel);
  const { instruments } = useLinks.getState();
  const windowId = `tidemark-${crypto.randomUUID()}`;
  const tornOff = {
    ...parameters,
    instrument: parameters.link === null ? null : (instruments[parameters.link] ?? null),
    window: windowId,
  };
  // A pop-up must be asked for while the click still counts, so the browser's window opens before the host answers.
  const isWeb = document.documentElement.dataset.host !== 'desktop';
  const popUp = isWeb ? openPopUp(panelFragment(tornOff), panel, windowId) : null;
  if (isWeb && popUp === null) {
    showToast({
      level: 'warn',
      title: 'The browser did not open a window',
      text: 'Allow pop-ups for this page, then try again. The panel is still where it was.',
    });
    return;
  }
  if (!isWeb) {
    const { opened } = await rpc.system.tearOff({ panel: JSON.stringify(tornOff) });
    if (!opened && openPopUp(panelFragment(tornOff), panel, windowId) === null) return;
  }
  closePanel(panel, windowId);
}

function openPopUp(fragment: string, panel: IDockviewPanel, name: string): Window | null {
  const { width, height } = panel.api;
  const address = `${location.pathname}${fragment}`;
  return window.open(
    address,
    name,
    `popup,width=${Math.max(360, Math.round(width))},height=${Math.max(280, Math.round(height))}`,
  );
}

/** Builds a ready-made workspace from nothing. */
export function buildTemplate(api: DockviewApi, id: string | null): void {
  const template = workspaceTemplate(id ?? defaultTemplateId);
  api.clear();
  if (template === undefined) return;
  for (const plan of template.panels) addPlanned(api, plan);
  sizePlanned(api, template);
  api.getPanel('chart-1')?.api.setActive();
}

function addPlanned(api: DockviewApi, plan: PanelPlan): void {
  const definition = panelDefinition(plan.kind);
  if (definition === undefined) return;
  const { id, kind, state, link, beside, side = 'right' } = plan;
  const isThere = beside !== undefined && api.getPanel(beside) !== undefined;
  api.addPanel({
    id,
    component: panelComponent,
    title: definition.title,
    params: { kind, state, link },
    // The first of a group stays in front of those that join it.
    ...(isThere && side === 'within' ? { inactive: true } : {}),
    ...(isThere
      ? { position: { referencePanel: beside, direction: side } }
      : side === 'within'
        ? {}
        : { position: { direction: side } }),
    ...(plan.width === undefined ? {} : { initialWidth: plan.width }),
    ...(plan.height === undefined ? {} : { initialHeight: plan.height }),
  });
}

/** Once more at the end: every panel added later took room from those before it. */
function sizePlanned(api: DockviewApi, template: WorkspaceTemplate): void {
  for (const { id, width, height } of template.panels) {
    const group = api.getPanel(id)?.group;
    if (width !== undefined) group?.api.setSize({ width });
    if (height !== undefined) group?.api.setSize({ height });
  }
}
