import { type InstrumentId, isInstrumentId } from '../../../src-shared/domain/instrument.ts';
import type { PanelState } from '../../lib/panels/panel-definition.ts';
import { type Grouping, groupings } from './ladder.ts';

export interface DepthSettings {
  readonly instrument: InstrumentId | null;
  readonly grouping: Grouping;
}

/** What is stored of the panel; whatever cannot be read is as in a new one. */
export function readDepthSettings({ instrument, grouping }: PanelState): DepthSettings {
  return {
    instrument: typeof instrument === 'string' && isInstrumentId(instrument) ? instrument : null,
    grouping: groupings.find((known) => known === grouping) ?? 1,
  };
}
