import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ChartScript } from './chart-script.ts';
import type { ScriptActions } from './script-actions.ts';
import type { ScriptLayer } from './script-layer.ts';
import { ScriptLegendRow } from './script-legend-row.tsx';

/** From so many on the lines over the bars can be folded away. */
const manyLines = 4;
const lineHeight = 22;

interface LegendProps {
  readonly scripts: readonly ChartScript[];
  readonly layer: ScriptLayer;
  readonly actions: ScriptActions;
}

/** The scripts that are drawn over the bars, below the prices' own legend. */
export function OverlayLegend({ scripts, layer, actions }: LegendProps) {
  const { faces, panes } = useStore(layer.state);
  const [isFolded, setFolded] = useState(false);
  const overlays = scripts.filter(({ key }) => (panes[key] ?? 'price') === 'price');
  const isLong = overlays.length >= manyLines;
  const shown = isLong && isFolded ? [] : overlays;
  return (
    <div className="flex max-w-full min-w-0 flex-col items-start">
      {shown.map((script) => (
        <ScriptLegendRow
          key={script.key}
          script={script}
          scripts={scripts}
          face={faces[script.key]}
          layer={layer}
          actions={actions}
          pane="price"
          isMaximised={false}
        />
      ))}
      {isLong && (
        <button
          type="button"
          aria-expanded={!isFolded}
          onClick={() => setFolded(!isFolded)}
          className="pointer-events-auto flex h-5 items-center gap-1 rounded bg-legend-ground pr-1 text-11 text-text-2 hover:bg-bg-3 hover:text-text-1"
        >
          {isFolded ? <ChevronDown size={13} aria-hidden /> : <ChevronUp size={13} aria-hidden />}
          {isFolded ? `${overlays.length} indicators` : 'Fold'}
        </button>
      )}
    </div>
  );
}

/** Lines at the top of each pane, one for each script in it. */
export function PaneLegends({ scripts, layer, actions }: LegendProps) {
  const { faces, places, panes, maximised } = useStore(layer.state);
  return places.map(({ key: pane, top, height }) => {
    const inPane = scripts.filter(({ key }) => panes[key] === pane);
    const room = Math.floor(height / lineHeight);
    if (inPane.length === 0 || room < 1) return null;
    return (
      <div
        key={pane}
        style={{ top: top + 2 }}
        data-testid="script-pane"
        data-height={Math.round(height)}
        className="pointer-events-none absolute left-[calc(var(--plot-left,0px)+8px)] z-[5] flex max-w-[calc(100%-88px)] flex-col items-start text-12"
      >
        {inPane.slice(0, room).map((script) => (
          <ScriptLegendRow
            key={script.key}
            script={script}
            scripts={scripts}
            face={faces[script.key]}
            layer={layer}
            actions={actions}
            pane={pane}
            isMaximised={maximised === pane}
          />
        ))}
      </div>
    );
  });
}
