import { Bug, ChartCandlestick, Ellipsis, Gauge, Save } from 'lucide-react';
import { standardTimeframes, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import type { OpenScript } from './open-scripts.ts';
import { panelEntries } from './panel-menus.ts';
import type { ScriptsPanelState } from './panel-state.ts';
import type { Debugger } from './run/use-debugger.ts';
import type { Profiler } from './run/use-profile.ts';
import type { PanelActs } from './use-panel-acts.ts';

interface PanelToolbarProps {
  readonly active: OpenScript | undefined;
  readonly settings: ScriptsPanelState;
  /** Whether there is a run to look into. */
  readonly hasRun: boolean;
  readonly debug: Debugger;
  readonly profiler: Profiler;
  readonly acts: PanelActs;
}

/** What the script in front is run on, and what can be done with it. */
export function PanelToolbar({ active, settings, hasRun, debug, profiler, acts }: PanelToolbarProps) {
  const timeframes = [...new Set<Timeframe>([...standardTimeframes, settings.timeframe])];
  return (
    <>
      <Select
        label="Timeframe to run on"
        className="h-6"
        options={timeframes.map((value) => ({ value, label: value }))}
        value={settings.timeframe}
        onChange={(value) => {
          const timeframe = timeframes.find((one) => one === value);
          if (timeframe !== undefined) acts.change({ timeframe });
        }}
      />
      <IconButton
        icon={Bug}
        label="Debug: values on a bar"
        keys="F9"
        isOn={debug.isOn}
        disabled={!hasRun}
        onClick={acts.debug}
      />
      <IconButton
        icon={Gauge}
        label={profiler.failure ?? 'Profile: what each line costs'}
        isOn={profiler.profile !== null}
        disabled={!hasRun || profiler.isBusy}
        onClick={acts.profile}
      />
      <IconButton
        icon={Save}
        label="Save"
        keys="Mod+S"
        disabled={active?.isDirty !== true}
        onClick={acts.save}
        data-testid="script-save"
      />
      <Button
        size="small"
        tone="primary"
        disabled={active === undefined}
        onClick={acts.addToChart}
        data-testid="script-add"
      >
        <ChartCandlestick size={14} aria-hidden />
        Add to chart
      </Button>
      <Menu entries={panelEntries(active, settings, acts)} align="end" label="Script menu">
        <IconButton icon={Ellipsis} label="More" />
      </Menu>
    </>
  );
}
