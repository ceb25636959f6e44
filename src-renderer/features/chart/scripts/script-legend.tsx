import { useStore } from 'zustand';
import type { ChartScript } from './chart-script.ts';
import type { ScriptActions } from './script-actions.ts';
import type { ScriptLayer } from './script-layer.ts';
import { ScriptLegendRow } from './script-legend-row.tsx';

interface LegendProps {
  readonly scripts: readonly ChartScript[];
  readonly layer: ScriptLayer;
  readonly actions: ScriptActions;
}

/** The scripts that are drawn over the bars, below the prices' own legend. */
export function OverlayLegend({ scripts, layer, actions }: LegendProps) {
  const { faces, places } = useStore(layer.state);
  const overlays = scripts.filter(({ key }) => !places.some((place) => place.key === key));
  return (
    <div className="flex min-w-0 flex-col items-start">
      {overlays.map((script) => (
        <ScriptLegendRow
          key={script.key}
          script={script}
          face={faces[script.key]}
          layer={layer}
          actions={actions}
          isPane={false}
          isMaximised={false}
        />
      ))}
    </div>
  );
}

/** One line at the top of each pane. */
export function PaneLegends({ scripts, layer, actions }: LegendProps) {
  const { faces, places, maximised } = useStore(layer.state);
  const roomForLine = 22;
  return places.map(({ key, top, height }) => {
    const script = scripts.find((one) => one.key === key);
    if (script === undefined || height < roomForLine) return null;
    return (
      <div
        key={key}
        style={{ top: top + 2 }}
        data-testid="script-pane"
        data-height={Math.round(height)}
        className="pointer-events-none absolute left-2 z-[5] max-w-[calc(100%-88px)] text-12"
      >
        <ScriptLegendRow
          script={script}
          face={faces[key]}
          layer={layer}
          actions={actions}
          isPane
          isMaximised={maximised === key}
        />
      </div>
    );
  });
}
