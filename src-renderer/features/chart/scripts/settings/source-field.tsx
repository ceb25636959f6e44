import type { ScriptInputValue } from '../../../../../src-shared/contract/scripts.ts';
import { Select } from '../../../../ui/select.tsx';
import type { SourceLink } from '../chart-script.ts';
import type { SourceChoice } from '../plot-sources.ts';
import { sources } from './input-values.ts';

interface SourceFieldProps {
  readonly label: string;
  /** The price, where no plot is read. */
  readonly value: ScriptInputValue;
  readonly link: SourceLink | undefined;
  readonly plots: readonly SourceChoice[];
  onChange(value: ScriptInputValue): void;
  onSource(link: SourceLink | undefined): void;
}

const plotPrefix = 'plot ';

/** A price of the bars, or a plot of another script on the chart. */
export function SourceField({ label, value, link, plots, onChange, onSource }: SourceFieldProps) {
  const chosen =
    link === undefined
      ? -1
      : plots.findIndex(({ link: one }) => one.key === link.key && one.plot === link.plot);
  const isGone = link !== undefined && chosen < 0;
  const price = String(value ?? 'close');
  return (
    <Select
      label={label}
      className="max-w-64"
      value={link === undefined ? price : isGone ? 'gone' : `${plotPrefix}${chosen}`}
      options={[
        ...sources,
        ...(sources.some((one) => one.value === price) ? [] : [{ value: price, label: price }]),
        ...plots.map((plot, index) => ({ value: `${plotPrefix}${index}`, label: plot.label })),
        ...(isGone ? [{ value: 'gone', label: `${link.title} (not on the chart)`, isDisabled: true }] : []),
      ]}
      onChange={(picked) => {
        if (!picked.startsWith(plotPrefix)) {
          onSource(undefined);
          onChange(picked);
          return;
        }
        onSource(plots[Number(picked.slice(plotPrefix.length))]?.link);
      }}
    />
  );
}
