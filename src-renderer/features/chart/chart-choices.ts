import {
  AreaChart,
  BarChart3,
  CandlestickChart,
  ChartNoAxesCombined,
  LineChart,
  type LucideIcon,
  TrendingUp,
} from 'lucide-react';
import type { ChartStyle, ScaleMode } from './chart-settings.ts';

export const styleNames: Readonly<Record<ChartStyle, string>> = {
  candles: 'Candles',
  bars: 'Bars',
  line: 'Line',
  area: 'Area',
  'heikin-ashi': 'Heikin-Ashi',
  baseline: 'Baseline',
};

export const styleIcons: Readonly<Record<ChartStyle, LucideIcon>> = {
  candles: CandlestickChart,
  bars: BarChart3,
  line: LineChart,
  area: AreaChart,
  'heikin-ashi': ChartNoAxesCombined,
  baseline: TrendingUp,
};

export const scaleNames: Readonly<Record<ScaleMode, string>> = {
  normal: 'Linear',
  log: 'Logarithmic',
  percent: 'Percent',
};

/** Offered for a chart of its own; any other zone is chosen in the settings for the whole application. */
export const zoneChoices: readonly { readonly value: string; readonly label: string }[] = [
  { value: 'application', label: 'As everywhere' },
  { value: 'UTC', label: 'UTC' },
  { value: 'America/New_York', label: 'New York' },
  { value: 'America/Chicago', label: 'Chicago' },
  { value: 'Europe/London', label: 'London' },
  { value: 'Europe/Berlin', label: 'Frankfurt' },
  { value: 'Asia/Kolkata', label: 'Mumbai' },
  { value: 'Asia/Singapore', label: 'Singapore' },
  { value: 'Asia/Tokyo', label: 'Tokyo' },
];
