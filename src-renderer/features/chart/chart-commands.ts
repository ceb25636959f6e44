import { standardTimeframes, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { Command } from '../../lib/commands/command-registry.ts';
import { scaleNames, styleNames } from './chart-choices.ts';
import { type ChartSettings, chartStyles, scaleModes } from './chart-settings.ts';

/** What the commands of a chart panel do. */
export interface ChartActions {
  settings(): ChartSettings;
  change(change: Partial<ChartSettings>): void;
  chooseTimeframe(frame: Timeframe): void;
  openSearch(text?: string): void;
  openTimeframeEntry(text?: string): void;
  openGoToDate(): void;
  openIndicators(): void;
  /** Shows in the editor what scripts made of the bar that was pointed at last. */
  debugBar(): void;
  goToNewest(): void;
  goToOldest(): void;
  fit(): void;
  reset(): void;
  pan(direction: -1 | 1): void;
  zoom(direction: -1 | 1): void;
  copyScreenshot(): void;
  saveScreenshot(): void;
}

const group = 'Chart';

type Switch = {
  [K in keyof ChartSettings]: ChartSettings[K] extends boolean ? K : never;
}[keyof ChartSettings];

const switches: readonly (readonly [id: string, name: Switch, title: string, key?: string])[] = [
  ['chart.volume', 'hasVolume', 'Show or hide volume'],
  ['chart.sessions', 'hasSessions', 'Show or hide sessions and day borders'],
  ['chart.showDrawings', 'hasDrawings', 'Show or hide drawings'],
  ['chart.magnet', 'isMagnetic', 'Magnet: snap to open, high, low and close'],
  ['chart.scale.invert', 'isInverted', 'Turn the price scale upside down', 'Alt+I'],
  ['chart.autoScroll', 'isAutoScroll', 'Follow new bars'],
];

/** Everything a chart can do, by name. */
export function chartCommands(actions: ChartActions): Command[] {
  const command = (id: string, title: string, run: () => void, key?: string): Command => ({
    id,
    title,
    group,
    run,
    ...(key === undefined ? {} : { key }),
  });
  return [
    command('chart.search', 'Choose the market…', () => actions.openSearch()),
    command('chart.timeframe.custom', 'Type a timeframe…', () => actions.openTimeframeEntry()),
    command('chart.debugBar', 'Debug this bar in the script editor', () => actions.debugBar()),
    ...standardTimeframes.map((frame) =>
      command(`chart.timeframe.${frame}`, `Timeframe ${frame}`, () => actions.chooseTimeframe(frame)),
    ),
    ...chartStyles.map((style) =>
      command(`chart.style.${style}`, `Draw ${styleNames[style].toLowerCase()}`, () =>
        actions.change({ style }),
      ),
    ),
    ...scaleModes.map((scale) =>
      command(
        `chart.scale.${scale}`,
        `${scaleNames[scale]} price scale`,
        () => actions.change({ scale }),
        { log: 'Alt+L', percent: 'Alt+P', normal: undefined }[scale],
      ),
    ),
    ...switches.map(([id, name, title, key]) =>
      command(id, title, () => actions.change({ [name]: !actions.settings()[name] }), key),
    ),
    command('chart.goToDate', 'Go to date…', () => actions.openGoToDate(), 'Alt+G'),
    command('chart.goToNewest', 'Go to the newest bar', () => actions.goToNewest(), 'Alt+Shift+ArrowRight'),
    command(
      'chart.goToOldest',
      'Go to the oldest bar loaded',
      () => actions.goToOldest(),
      'Alt+Shift+ArrowLeft',
    ),
    command('chart.fit', 'Fit all bars loaded', () => actions.fit(), 'Alt+F'),
    command('chart.reset', 'Reset the view', () => actions.reset(), 'Alt+R'),
    command('chart.panLeft', 'Earlier', () => actions.pan(-1)),
    command('chart.panRight', 'Later', () => actions.pan(1)),
    command('chart.zoomIn', 'Zoom in', () => actions.zoom(1)),
    command('chart.zoomOut', 'Zoom out', () => actions.zoom(-1)),
    command(
      'chart.screenshot.copy',
      'Copy a picture of the chart',
      () => actions.copyScreenshot(),
      'Alt+Shift+S',
    ),
    command('chart.screenshot.save', 'Save a picture of the chart', () => actions.saveScreenshot(), 'Alt+S'),
  ];
}
