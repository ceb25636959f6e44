import type { MenuEntry } from '../../../ui/menu-entry.ts';
import { type ChartScript, type ScaleChoice, scaleChoices } from './chart-script.ts';
import type { ScriptActions } from './script-actions.ts';
import type { ScriptLayer } from './script-layer.ts';

interface MenuParts {
  readonly script: ChartScript;
  /** All of the chart. */
  readonly scripts: readonly ChartScript[];
  readonly layer: ScriptLayer;
  readonly actions: ScriptActions;
  /** Where it is drawn: `price`, or the key of the script whose pane it is. */
  readonly pane: string;
}

const scaleWords: Readonly<Record<ScaleChoice, string>> = {
  right: 'The right axis',
  left: 'The left axis',
  none: 'Its own, without an axis',
};

/** What can be done with one script of a chart. */
export function scriptEntries({ script, scripts, layer, actions, pane }: MenuParts): readonly MenuEntry[] {
  const { key, isHidden } = script;
  const { faces, places, panes } = layer.state.getState();
  const titleOf = (of: string) => faces[of]?.title ?? scripts.find((one) => one.key === of)?.name ?? '';
  const others = places.filter((place) => place.key !== pane);
  const isShared = scripts.some((one) => one.key !== key && panes[one.key] === pane);
  const declared = faces[key]?.declared?.settings.scale;
  const scale = script.scale ?? scaleChoices.find((one) => one === declared) ?? 'right';
  const isInPane = pane !== 'price';
  return [
    { label: 'Settings…', run: () => actions.openSettings(key) },
    { label: isHidden ? 'Show' : 'Hide', run: () => actions.toggleHidden(key) },
    { label: 'Source', run: () => actions.openSource(key) },
    { kind: 'separator' },
    {
      kind: 'sub',
      label: 'Move to pane',
      entries: [
        { label: 'Over the bars', isDisabled: !isInPane, run: () => actions.moveToPane(key, 'price') },
        ...others.map(
          (place): MenuEntry => ({
            label: `With ${titleOf(place.key)}`,
            run: () => actions.moveToPane(key, place.key),
          }),
        ),
        {
          label: 'A pane of its own',
          isDisabled: isInPane && !isShared,
          run: () => actions.moveToPane(key, 'own'),
        },
      ],
    },
    {
      kind: 'sub',
      label: 'Scale',
      entries: [
        {
          kind: 'radio',
          value: scale,
          options: scaleChoices.map((value) => ({ value, label: scaleWords[value] })),
          onChange: (value) =>
            actions.change(key, { scale: scaleChoices.find((one) => one === value) ?? null }),
        },
      ],
    },
    ...(isInPane
      ? ([
          { label: 'Move the pane up', keys: 'Alt+Shift+ArrowUp', run: () => actions.move(pane, -1) },
          { label: 'Move the pane down', keys: 'Alt+Shift+ArrowDown', run: () => actions.move(pane, 1) },
          { label: 'Higher', keys: 'Alt+ArrowUp', run: () => actions.resize(pane, 1) },
          { label: 'Lower', keys: 'Alt+ArrowDown', run: () => actions.resize(pane, -1) },
          { label: 'Maximise or restore', run: () => actions.toggleMaximised(pane) },
        ] satisfies MenuEntry[])
      : []),
    { kind: 'separator' },
    { label: 'Remove', keys: 'Delete', tone: 'danger', run: () => actions.remove(key) },
  ];
}

/** The menus of all scripts in the pane at a height of the chart. */
export function paneEntries(
  scripts: readonly ChartScript[],
  layer: ScriptLayer | undefined,
  actions: ScriptActions,
  y: number,
): readonly MenuEntry[] {
  const place = layer?.paneAt(y);
  if (layer === undefined || place === undefined) return [];
  const { faces, panes } = layer.state.getState();
  return scripts
    .filter(({ key }) => (panes[key] ?? 'price') === place.key)
    .map((script) => ({
      kind: 'sub',
      label: faces[script.key]?.title ?? script.name,
      entries: scriptEntries({ script, scripts, layer, actions, pane: place.key }),
    }));
}
