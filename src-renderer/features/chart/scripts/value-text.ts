import type { DeclaredScript } from '../../../lib/scripts/script-run.ts';
import { formatCompact, unknown } from '../../../ui/format.ts';
import type { PriceText } from '../surface/price-text.ts';
import type { PlotItem } from './paint/plot-item.ts';

const formats = new Map<string, Intl.NumberFormat>();

function fixed(locale: string, decimals: number): Intl.NumberFormat {
  const key = `${locale} ${decimals}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(key, format);
  }
  return format;
}

/** How a script's numbers are written on its scale and in the legend. */
export interface ValueText {
  format(value: number): string;
  /** Smallest step between labels on the scale. */
  readonly step: number;
}

/** `format` and `precision` of a plot count before those of the declaration. */
export function valueText(
  settings: DeclaredScript['settings'] | undefined,
  item: PlotItem | undefined,
  price: PriceText,
  locale: string,
): ValueText {
  const ofPlot = item?.declared.options.format;
  // A plot that is sent over to the bars is read on the price's scale.
  const isForced = item?.flag('force_overlay') === true;
  const ofScript = isForced ? 'inherit' : settings?.format;
  const format = typeof ofPlot === 'string' ? ofPlot : typeof ofScript === 'string' ? ofScript : 'inherit';
  const given = item?.declared.options.precision ?? (isForced ? undefined : settings?.precision);
  const isInherited = format === 'inherit' || format === 'mintick';
  const usual = format === 'volume' || format === 'percent' ? 2 : price.decimals;
  const decimals = typeof given === 'number' ? Math.min(16, Math.max(0, given)) : usual;
  const step = 10 ** -decimals;
  const written = (value: number) => fixed(locale, decimals).format(value).replace('-', '−');
  return {
    step: isInherited && typeof given !== 'number' ? price.axisStep : step,
    format: (value) => {
      if (!Number.isFinite(value)) return unknown;
      if (format === 'volume') return formatCompact(value, locale);
      if (format === 'percent') return `${written(value)}%`;
      return written(Object.is(value, -0) ? 0 : value);
    },
  };
}
