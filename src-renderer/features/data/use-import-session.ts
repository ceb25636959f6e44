import { useEffect, useState, useSyncExternalStore } from 'react';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { ImportSession } from './import-session.ts';
import type { WizardState } from './import-wizard-state.ts';

/** One import session for as long as the panel is there; leaving the panel ends it and discards what was sent. */
export function useImportSession(onStored: () => void): { session: ImportSession; wizard: WizardState } {
  const { rpc } = useHost();
  const { phase } = useHostStatus();
  const [session] = useState(() => new ImportSession(rpc.imports, onStored));
  const wizard = useSyncExternalStore(session.onChange, session.state);
  useEffect(() => () => session.leave(), [session]);
  useEffect(() => {
    if (phase === 'lost') session.connectionLost();
  }, [session, phase]);
  return { session, wizard };
}
