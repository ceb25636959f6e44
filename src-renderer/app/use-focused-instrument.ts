import { type InstrumentId, isInstrumentId } from '../../src-shared/domain/instrument.ts';
import { useDock } from './dock-store.ts';
import { useLinks } from './link-store.ts';
import { readPanelParameters } from './panel-parameters.ts';

/** What the user looks at: the active panel's instrument, else the orange group's. */
export function useFocusedInstrument(): InstrumentId | null {
  const active = useDock((state) => state.activePanel);
  const instruments = useLinks((state) => state.instruments);
  const { state, link } = readPanelParameters(active?.params);
  if (link !== null) return instruments[link] ?? null;
  const { instrument } = state;
  if (typeof instrument === 'string' && isInstrumentId(instrument)) return instrument;
  return instruments.orange ?? null;
}
