import type { DeclaredPlot } from '../../../../../src-shared/contract/scripts.ts';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { Select } from '../../../../ui/select.tsx';
import type { PlotLook } from '../chart-script.ts';
import { ColourField } from './colour-field.tsx';

interface StyleListProps {
  readonly plots: readonly DeclaredPlot[];
  readonly looks: Readonly<Record<string, PlotLook>>;
  onChange(plot: DeclaredPlot, look: PlotLook): void;
}

const plotStyles = [
  ['line', 'Line'],
  ['linebr', 'Line with breaks'],
  ['stepline', 'Step line'],
  ['steplinebr', 'Step line with breaks'],
  ['stepline_diamond', 'Step line with diamonds'],
  ['area', 'Area'],
  ['areabr', 'Area with breaks'],
  ['columns', 'Columns'],
  ['histogram', 'Histogram'],
  ['circles', 'Circles'],
  ['cross', 'Crosses'],
].map(([value = '', label = '']) => ({ value, label }));

const lineStyles = [
  { value: 'solid', label: 'Solid' },
  { value: 'dashed', label: 'Dashed' },
  { value: 'dotted', label: 'Dotted' },
];
const widths = [1, 2, 3, 4].map((width) => ({ value: String(width), label: `${width} px` }));
const kindNames: Readonly<Record<string, string>> = {
  plot: 'Plot',
  plotshape: 'Shapes',
  plotchar: 'Characters',
  plotarrow: 'Arrows',
  plotcandle: 'Candles',
  plotbar: 'Bars',
  hline: 'Horizontal line',
  fill: 'Fill',
  bgcolor: 'Background',
  barcolor: 'Bar colour',
};

/** What the user may change about each plot: whether it is there, its colour, width and style. */
export function StyleList({ plots, looks, onChange }: StyleListProps) {
  const shown = plots.filter(({ kind, options }) => kind !== 'alertcondition' && options.editable !== false);
  if (shown.length === 0) return <p className="text-12 text-text-2">This script has no plots to style.</p>;
  return (
    <div className="flex flex-col gap-2">
      {shown.map((plot) => (
        <StyleRow
          key={plot.id}
          plot={plot}
          look={looks[plot.id] ?? {}}
          onChange={(look) => onChange(plot, look)}
        />
      ))}
    </div>
  );
}

function StyleRow({
  plot,
  look,
  onChange,
}: {
  plot: DeclaredPlot;
  look: PlotLook;
  onChange(look: PlotLook): void;
}) {
  const { kind, options, columns } = plot;
  const isLine = kind === 'plot' || kind === 'hline';
  const colour = look.colour ?? (typeof options.color === 'number' ? options.color : null);
  const hasColour = 'color' in options || columns.includes('color');
  const text = (name: string, fallback: string) =>
    typeof options[name] === 'string' ? options[name] : fallback;
  const width = look.width ?? (typeof options.linewidth === 'number' ? options.linewidth : 1);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-2" data-testid={`style-${plot.id}`}>
      <Checkbox
        label={plot.title === '' ? (kindNames[kind] ?? kind) : plot.title}
        isChecked={look.isHidden !== true}
        onChange={(isShown) => {
          const { isHidden: _before, ...rest } = look;
          onChange(isShown ? rest : { ...rest, isHidden: true });
        }}
      />
      <div className="flex items-center gap-1.5">
        {hasColour && colour === null && <span className="text-11 text-text-3">coloured by the script</span>}
        {hasColour && (
          <ColourField
            label="Colour"
            value={colour}
            onChange={(next) => onChange({ ...look, colour: next })}
          />
        )}
        {isLine && (
          <Select
            label="Width"
            value={String(width)}
            options={
              widths.some(({ value }) => value === String(width))
                ? widths
                : [...widths, { value: String(width), label: `${width} px` }]
            }
            onChange={(next) => onChange({ ...look, width: Number(next) })}
          />
        )}
        {kind === 'plot' && (
          <Select
            label="Style"
            value={look.style ?? text('style', 'line')}
            options={plotStyles}
            onChange={(style) => onChange({ ...look, style })}
          />
        )}
        {isLine && (
          <Select
            label="Line style"
            value={look.lineStyle ?? text('linestyle', 'solid')}
            options={lineStyles}
            onChange={(lineStyle) => onChange({ ...look, lineStyle })}
          />
        )}
      </div>
    </div>
  );
}
