import { Search, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { type PriceSide, priceSides } from '../../../src-shared/domain/instrument.ts';
import { Button } from '../../ui/button.tsx';
import { InstrumentSearch } from '../../ui/instrument-search.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { kindNames } from './column-meanings.ts';
import type { WizardStage } from './import-wizard-state.ts';
import { instrumentFault, type TargetDraft, timeframeChoices } from './target-draft.ts';
import { useKnownInstrument } from './use-known-instrument.ts';

interface TargetStepProps {
  readonly stage: Extract<WizardStage, { name: 'target' }>;
  onDraft(draft: TargetDraft): void;
}

const sideNames: Readonly<Record<PriceSide, string>> = { trade: 'Trades', bid: 'Bid', ask: 'Ask' };

/** Which market the rows belong to, and which of its series. */
export function TargetStep({ stage, onDraft }: TargetStepProps) {
  const { draft, mapping, note } = stage;
  const [isSearching, setIsSearching] = useState(false);
  const known = useKnownInstrument(draft.instrument);
  const fault = instrumentFault(draft.instrument);
  const frames = timeframeChoices(draft.timeframe);
  const isEmpty = draft.instrument.trim() === '';
  return (
    <div className="flex max-w-130 flex-col gap-4 p-4">
      {note !== null && (
        <p role="alert" className="flex items-start gap-2 text-12">
          <TriangleAlert size={14} aria-hidden className="mt-px shrink-0 text-warn" />
          <span data-selectable>{note}</span>
        </p>
      )}
      <div className="flex items-start gap-2">
        <TextField
          label="Market"
          className="min-w-0 flex-1"
          placeholder="SOURCE:SYMBOL"
          data-testid="import-instrument"
          value={draft.instrument}
          error={isEmpty ? undefined : fault}
          hint={isEmpty ? fault : known}
          onChange={(instrument) => onDraft({ ...draft, instrument: instrument.toUpperCase() })}
        />
        <Button className="mt-5" onClick={() => setIsSearching(true)}>
          <Search size={14} aria-hidden /> Find…
        </Button>
      </div>
      {mapping.kind === 'candles' ? (
        <div className="flex flex-wrap gap-4">
          <Labelled label="One bar is">
            <Select
              label="Bar length"
              className="w-46"
              data-testid="import-timeframe"
              value={draft.timeframe}
              options={[
                { value: '', label: 'As the rows are spaced' },
                ...frames.map((frame) => ({ value: frame, label: frame })),
              ]}
              onChange={(timeframe) => onDraft({ ...draft, timeframe })}
            />
          </Labelled>
          <Labelled label="Its prices are">
            <Segmented
              label="Price side"
              options={priceSides.map((side) => ({ value: side, label: sideNames[side] }))}
              value={draft.priceSide}
              onChange={(priceSide) => onDraft({ ...draft, priceSide })}
            />
          </Labelled>
        </div>
      ) : (
        <p className="text-12 text-text-2">
          {kindNames[mapping.kind]} are stored tick by tick; bars of any length are built from them.
        </p>
      )}
      {isSearching && (
        <InstrumentSearch
          title="Which market is this file of?"
          onChoose={(found) => onDraft({ ...draft, instrument: found.instrument.id })}
          onClose={() => setIsSearching(false)}
        />
      )}
    </div>
  );
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-12 text-text-2" aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}
