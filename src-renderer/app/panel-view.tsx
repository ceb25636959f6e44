import { CircleHelp } from 'lucide-react';
import { Suspense, useCallback, useRef } from 'react';
import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { PanelState } from '../lib/panels/panel-definition.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { chooseLinked, useLinks } from './link-store.ts';
import { PanelBoundary } from './panel-boundary.tsx';
import type { PanelParameters } from './panel-parameters.ts';
import { panelDefinition } from './panels.ts';

interface PanelViewProps {
  readonly panelId: string;
  readonly parameters: PanelParameters;
  readonly isActive: boolean;
  /** The whole of the new state. */
  onState(state: PanelState): void;
  onTitle(title: string): void;
}

/** One panel with everything the shell owes it, wherever it stands: in the dock, alone in a window, on a phone. */
export function PanelView({ panelId, parameters, isActive, onState, onTitle }: PanelViewProps) {
  const { kind, state, link } = parameters;
  const linked = useLinks(({ instruments }) => (link === null ? undefined : instruments[link])) ?? null;
  const newest = useRef({ state, onState, onTitle });
  newest.current = { state, onState, onTitle };
  const saveState = useCallback((change: PanelState) => {
    const next = { ...newest.current.state, ...change };
    newest.current.state = next;
    newest.current.onState(next);
  }, []);
  const setTitle = useCallback((title: string) => newest.current.onTitle(title), []);
  const chooseInstrument = useCallback(
    (instrument: InstrumentId) => {
      if (link !== null) chooseLinked(link, instrument);
    },
    [link],
  );
  const definition = panelDefinition(kind);
  if (definition === undefined) {
    return (
      <EmptyState
        icon={CircleHelp}
        text={`This layout has a panel called “${kind}” that this version of Tidemark does not know. Close it, or update Tidemark.`}
      />
    );
  }
  const Panel = definition.component;
  return (
    <PanelBoundary>
      <Suspense fallback={<div className="h-full bg-bg-1" aria-busy="true" />}>
        <Panel
          panelId={panelId}
          state={state}
          saveState={saveState}
          link={link}
          linkedInstrument={linked}
          chooseInstrument={chooseInstrument}
          setTitle={setTitle}
          isActive={isActive}
        />
      </Suspense>
    </PanelBoundary>
  );
}
