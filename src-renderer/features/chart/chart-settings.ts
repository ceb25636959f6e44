import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import {
  instrumentId,
  isInstrumentId,
  type PriceSide,
  priceSides,
} from '../../../src-shared/domain/instrument.ts';
import { parseTimeframe, type Timeframe } from '../../../src-shared/domain/timeframe.ts';
import type { PanelState } from '../../lib/panels/panel-definition.ts';
import { type ChartScript, readChartScripts } from './scripts/chart-script.ts';

export const chartStyles = ['candles', 'bars', 'line', 'area', 'heikin-ashi', 'baseline'] as const;
export type ChartStyle = (typeof chartStyles)[number];

export const scaleModes = ['normal', 'log', 'percent'] as const;
export type ScaleMode = (typeof scaleModes)[number];

/** What one chart panel keeps in the saved workspace. */
export interface ChartSettings {
  readonly instrument: InstrumentId | null;
  readonly timeframe: Timeframe;
  readonly style: ChartStyle;
  readonly scale: ScaleMode;
  readonly isInverted: boolean;
  readonly isAutoScroll: boolean;
  readonly hasVolume: boolean;
  readonly hasSessions: boolean;
  readonly hasDrawings: boolean;
  readonly isMagnetic: boolean;
  /** null: what the instrument is usually drawn from. */
  readonly priceSide: PriceSide | null;
  /** null: the zone of the whole application. */
  readonly timeZone: string | null;
  /** In the order of their panes. */
  readonly scripts: readonly ChartScript[];
}

export const defaultChartSettings: ChartSettings = {
  instrument: null,
  timeframe: '5m',
  style: 'candles',
  scale: 'normal',
  isInverted: false,
  isAutoScroll: true,
  hasVolume: true,
  hasSessions: true,
  hasDrawings: true,
  isMagnetic: false,
  priceSide: null,
  timeZone: null,
  scripts: [],
};

/** Reads what was saved, perhaps by another version: what is not understood takes its default. */
export function readChartSettings(state: PanelState): ChartSettings {
  const initial = defaultChartSettings;
  const flag = (name: keyof ChartSettings, fallback: boolean): boolean => {
    const value = state[name];
    return typeof value === 'boolean' ? value : fallback;
  };
  const { instrument, timeframe, style, scale, priceSide, timeZone } = state;
  return {
    instrument: typeof instrument === 'string' ? readInstrument(instrument) : null,
    timeframe: (typeof timeframe === 'string' ? parseTimeframe(timeframe) : undefined) ?? initial.timeframe,
    style: chartStyles.find((one) => one === style) ?? initial.style,
    scale: scaleModes.find((one) => one === scale) ?? initial.scale,
    isInverted: flag('isInverted', initial.isInverted),
    isAutoScroll: flag('isAutoScroll', initial.isAutoScroll),
    hasVolume: flag('hasVolume', initial.hasVolume),
    hasSessions: flag('hasSessions', initial.hasSessions),
    hasDrawings: flag('hasDrawings', initial.hasDrawings),
    isMagnetic: flag('isMagnetic', initial.isMagnetic),
    priceSide: priceSides.find((one) => one === priceSide) ?? null,
    timeZone: typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : null,
    scripts: readChartScripts(state.scripts),
  };
}

function readInstrument(text: string): InstrumentId | null {
  return isInstrumentId(text.toUpperCase()) ? instrumentId(text) : null;
}

/** Whether this machine knows the IANA zone. */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
