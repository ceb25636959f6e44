import { create } from 'zustand';
import { type InstrumentId, isInstrumentId } from '../../src-shared/domain/instrument.ts';
import { type LinkColour, linkColours } from '../lib/panels/panel-definition.ts';
import { asRecord } from './panel-parameters.ts';

export type LinkedInstruments = Readonly<Partial<Record<LinkColour, InstrumentId>>>;

interface LinkState {
  readonly instruments: LinkedInstruments;
}

/** What each link colour shows. The windows of one session share it. */
export const useLinks = create<LinkState>(() => ({ instruments: {} }));

const channel = new BroadcastChannel('tidemark-links');

channel.addEventListener('message', ({ data }) => {
  const change = readLinks(data);
  useLinks.setState(({ instruments }) => ({ instruments: { ...instruments, ...change } }));
});

export function chooseLinked(colour: LinkColour, instrument: InstrumentId): void {
  if (useLinks.getState().instruments[colour] === instrument) return;
  useLinks.setState(({ instruments }) => ({ instruments: { ...instruments, [colour]: instrument } }));
  channel.postMessage({ [colour]: instrument });
}

/** Another workspace's links; only in this window. */
export function replaceLinks(instruments: LinkedInstruments): void {
  useLinks.setState({ instruments });
}

export function readLinks(value: unknown): LinkedInstruments {
  const record = asRecord(value);
  const links: Partial<Record<LinkColour, InstrumentId>> = {};
  for (const colour of linkColours) {
    const instrument = record[colour];
    if (typeof instrument === 'string' && isInstrumentId(instrument)) links[colour] = instrument;
  }
  return links;
}
