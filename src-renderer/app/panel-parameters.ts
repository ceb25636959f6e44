import { type InstrumentId, isInstrumentId } from '../../src-shared/domain/instrument.ts';
import { type LinkColour, linkColours, type PanelState } from '../lib/panels/panel-definition.ts';

/** What the layout keeps of a panel, besides where it is. */
export interface PanelParameters {
  readonly kind: string;
  readonly state: PanelState;
  readonly link: LinkColour | null;
}

/** A panel on its way into a window of its own; travels in the address as `#panel=…`. */
export interface TornOffPanel extends PanelParameters {
  readonly instrument: InstrumentId | null;
  /** The name its window shall have, by which the one it came from knows it again; null to find one itself. */
  readonly window: string | null;
}

export function readPanelParameters(value: unknown): PanelParameters {
  const { kind, state, link } = asRecord(value);
  return {
    kind: typeof kind === 'string' ? kind : '',
    state: asRecord(state),
    link: linkColours.find((colour) => colour === link) ?? null,
  };
}

const hashStart = '#panel=';

export function panelFragment(panel: TornOffPanel): string {
  return `${hashStart}${encodeURIComponent(JSON.stringify(panel))}`;
}

/** Undefined when the address is not that of a torn-off panel. */
export function readPanelFragment(hash: string): TornOffPanel | undefined {
  if (!hash.startsWith(hashStart)) return undefined;
  try {
    const value = asRecord(JSON.parse(decodeURIComponent(hash.slice(hashStart.length))));
    const { instrument, window } = value;
    return {
      ...readPanelParameters(value),
      instrument: typeof instrument === 'string' && isInstrumentId(instrument) ? instrument : null,
      window: typeof window === 'string' && /^tidemark-[\w-]{1,60}$/.test(window) ? window : null,
    };
  } catch {
    return undefined;
  }
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
