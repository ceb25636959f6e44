import { Camera, ChartSpline, ChevronDown, Ellipsis, Scaling } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  type InstrumentId,
  type PriceSide,
  priceSides,
  symbolOf,
} from '../../../src-shared/domain/instrument.ts';
import { standardTimeframes, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { scaleNames, styleIcons, styleNames, zoneChoices } from './chart-choices.ts';
import type { ChartActions } from './chart-commands.ts';
import { type ChartSettings, chartStyles, scaleModes } from './chart-settings.ts';

interface ToolbarProps {
  readonly instrument: InstrumentId | null;
  readonly settings: ChartSettings;
  readonly priceSide: PriceSide;
  readonly actions: ChartActions;
  /** Drawing tools. */
  readonly children?: ReactNode;
}

const timeframeNames = new Map<string, string>([
  ['1m', '1 minute'],
  ['5m', '5 minutes'],
  ['15m', '15 minutes'],
  ['30m', '30 minutes'],
  ['1h', '1 hour'],
  ['4h', '4 hours'],
  ['1D', '1 day'],
  ['1W', '1 week'],
]);

export function ChartToolbar({ instrument, settings, priceSide, actions, children }: ToolbarProps) {
  const StyleIcon = styleIcons[settings.style];
  return (
    <header className="flex h-(--header-height) shrink-0 items-center gap-1 overflow-hidden border-b border-line pr-1 pl-1 [scrollbar-width:none] pointer-coarse:overflow-x-auto">
      <Button
        tone="ghost"
        size="small"
        className="min-w-0 shrink font-semibold text-text-1"
        data-testid="chart-symbol"
        data-tooltip="Choose the market"
        onClick={() => actions.openSearch()}
      >
        <span className="truncate">{instrument === null ? 'Choose a market' : symbolOf(instrument)}</span>
      </Button>
      <Divider />
      <TimeframeSwitch value={settings.timeframe} actions={actions} />
      <Divider />
      <Menu
        label="Style"
        entries={[
          {
            kind: 'radio',
            value: settings.style,
            options: chartStyles.map((style) => ({ value: style, label: styleNames[style] })),
            onChange: (value) => {
              const style = chartStyles.find((one) => one === value);
              if (style !== undefined) actions.change({ style });
            },
          },
        ]}
      >
        <IconButton
          icon={StyleIcon}
          label={`Style: ${styleNames[settings.style]}`}
          data-testid="chart-style"
        />
      </Menu>
      <Menu label="Scale" entries={scaleEntries(settings, actions)}>
        <IconButton icon={Scaling} label={`Scale: ${scaleNames[settings.scale]}`} data-testid="chart-scale" />
      </Menu>
      <Button
        tone="ghost"
        size="small"
        data-testid="chart-indicators"
        data-tooltip="Indicators"
        data-tooltip-keys="/"
        aria-label="Indicators"
        onClick={() => actions.openIndicators()}
      >
        <ChartSpline size={16} strokeWidth={1.75} aria-hidden />
        <span className="hidden @[640px]:inline">Indicators</span>
      </Button>
      {children}
      <div className="min-w-0 flex-1" />
      <Menu label="Picture" align="end" entries={pictureEntries(actions)}>
        <IconButton icon={Camera} label="Picture of the chart" data-testid="chart-picture" />
      </Menu>
      <Menu label="More" align="end" entries={moreEntries(settings, priceSide, actions)}>
        <IconButton icon={Ellipsis} label="More" data-testid="chart-more" />
      </Menu>
    </header>
  );
}

function Divider() {
  return <span className="h-3.5 w-px shrink-0 bg-line-strong" aria-hidden />;
}

/** Side by side where there is room, else one button with a menu. */
function TimeframeSwitch({ value, actions }: { value: Timeframe; actions: ChartActions }) {
  const isCustom = !standardTimeframes.some((frame) => frame === value);
  return (
    <>
      <fieldset className="hidden items-center @[520px]:flex" aria-label="Timeframe">
        {standardTimeframes.map((frame) => (
          <button
            key={frame}
            type="button"
            aria-pressed={frame === value}
            aria-label={timeframeNames.get(frame)}
            data-testid={`timeframe-${frame}`}
            onClick={() => actions.chooseTimeframe(frame)}
            className={classNames(
              'h-5 rounded px-1.5 text-12 transition-colors hover:bg-bg-3 hover:text-text-1',
              frame === value ? 'text-accent' : 'text-text-2',
            )}
          >
            {frame}
          </button>
        ))}
        <button
          type="button"
          data-testid="timeframe-custom"
          data-tooltip="Any timeframe: type it on the chart"
          aria-label="Another timeframe"
          onClick={() => actions.openTimeframeEntry()}
          className={classNames(
            'flex h-5 items-center rounded px-1 text-12 transition-colors hover:bg-bg-3 hover:text-text-1',
            isCustom ? 'text-accent' : 'text-text-2',
          )}
        >
          {isCustom ? value : <ChevronDown size={14} aria-hidden />}
        </button>
      </fieldset>
      <div className="flex @[520px]:hidden">
        <Menu label="Timeframe" entries={timeframeEntries(value, actions)}>
          <Button tone="ghost" size="small" className="text-accent">
            {value}
          </Button>
        </Menu>
      </div>
    </>
  );
}

function timeframeEntries(value: Timeframe, actions: ChartActions): MenuEntry[] {
  return [
    {
      kind: 'radio',
      value,
      options: standardTimeframes.map((frame) => ({
        value: frame,
        label: timeframeNames.get(frame) ?? frame,
      })),
      onChange: (chosen) => {
        const frame = standardTimeframes.find((one) => one === chosen);
        if (frame !== undefined) actions.chooseTimeframe(frame);
      },
    },
    { kind: 'separator' },
    { label: 'Another…', run: () => actions.openTimeframeEntry() },
  ];
}

function scaleEntries(settings: ChartSettings, actions: ChartActions): MenuEntry[] {
  return [
    {
      kind: 'radio',
      value: settings.scale,
      options: scaleModes.map((scale) => ({ value: scale, label: scaleNames[scale] })),
      onChange: (value) => {
        const scale = scaleModes.find((one) => one === value);
        if (scale !== undefined) actions.change({ scale });
      },
    },
    { kind: 'separator' },
    {
      kind: 'check',
      label: 'Upside down',
      isChecked: settings.isInverted,
      onChange: (isInverted) => actions.change({ isInverted }),
    },
    {
      kind: 'check',
      label: 'Follow new bars',
      isChecked: settings.isAutoScroll,
      onChange: (isAutoScroll) => actions.change({ isAutoScroll }),
    },
    { kind: 'separator' },
    { label: 'Fit all bars', keys: 'Alt+F', run: () => actions.fit() },
    { label: 'Reset the view', keys: 'Alt+R', run: () => actions.reset() },
  ];
}

function pictureEntries(actions: ChartActions): MenuEntry[] {
  return [
    { label: 'Copy picture', keys: 'Alt+Shift+S', run: () => actions.copyScreenshot() },
    { label: 'Save picture', keys: 'Alt+S', run: () => actions.saveScreenshot() },
  ];
}

const sideNames: Readonly<Record<PriceSide, string>> = { trade: 'Trades', bid: 'Bid', ask: 'Ask' };

function moreEntries(settings: ChartSettings, priceSide: PriceSide, actions: ChartActions): MenuEntry[] {
  const check = (
    label: string,
    name: 'hasVolume' | 'hasSessions' | 'hasDrawings' | 'isMagnetic',
  ): MenuEntry => ({
    kind: 'check',
    label,
    isChecked: settings[name],
    onChange: (isOn) => actions.change({ [name]: isOn }),
  });
  return [
    { label: 'Go to date…', keys: 'Alt+G', run: () => actions.openGoToDate() },
    { label: 'Go to the newest bar', run: () => actions.goToNewest() },
    { kind: 'separator' },
    check('Volume', 'hasVolume'),
    check('Sessions and day borders', 'hasSessions'),
    check('Drawings', 'hasDrawings'),
    check('Magnet', 'isMagnetic'),
    { kind: 'separator' },
    {
      kind: 'sub',
      label: 'Prices from',
      entries: [
        {
          kind: 'radio',
          value: priceSide,
          options: priceSides.map((side) => ({ value: side, label: sideNames[side] })),
          onChange: (value) => {
            const side = priceSides.find((one) => one === value);
            if (side !== undefined) actions.change({ priceSide: side });
          },
        },
      ],
    },
    {
      kind: 'sub',
      label: 'Time zone',
      entries: [
        {
          kind: 'radio',
          value: settings.timeZone ?? 'application',
          options: zoneChoices,
          onChange: (value) => actions.change({ timeZone: value === 'application' ? null : value }),
        },
      ],
    },
  ];
}
