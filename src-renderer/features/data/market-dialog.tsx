import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { assetClasses, type InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost } from '../../lib/host/host-context.tsx';
import { announceMarketEdit } from '../../lib/market/market-edits.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { assetClassNames } from '../../ui/instrument-search.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast-store.ts';
import {
  calendarChoices,
  draftOf,
  type MarketDraft,
  nameFault,
  tickFault,
  withAssetClass,
} from './market-draft.ts';

interface MarketDialogProps {
  readonly instrument: InstrumentId;
  onClose(): void;
}

/** Corrects what an import had to guess of a market. */
export function MarketDialog({ instrument, onClose }: MarketDialogProps) {
  const { rpc } = useHost();
  const [draft, setDraft] = useState<MarketDraft | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    rpc.market.instrument({ instrument }).then(
      (listed) => {
        if (!isCurrent) return;
        if (listed === null) setFailure(`${instrument} is not stored any more.`);
        else setDraft(draftOf(listed.instrument));
      },
      (error: unknown) => isCurrent && setFailure(failureSentence(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [rpc, instrument]);
  const isRight =
    draft !== null && tickFault(draft.tickSize) === undefined && nameFault(draft.name) === undefined;
  const save = async () => {
    if (draft === null || !isRight) return;
    setIsBusy(true);
    try {
      await rpc.market.describe({ instrument, ...draft });
      announceMarketEdit(instrument);
      showToast({
        level: 'info',
        title: `${instrument} is corrected`,
        text: 'Open charts show it from now on, a replay when it is loaded again.',
      });
      onClose();
    } catch (error) {
      setFailure(`${failureSentence(error)} Nothing was changed.`);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      title={`About ${instrument}`}
      testId="market-dialog"
      className="w-[420px]"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={!isRight || isBusy} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      {draft === null ? (
        failure === null && <Spinner label="Looking the market up" />
      ) : (
        <div className="flex flex-col gap-4">
          <TextField
            label="Name"
            value={draft.name}
            error={nameFault(draft.name)}
            onChange={(name) => setDraft({ ...draft, name })}
          />
          <Labelled label="Kind of market">
            <Select
              label="Kind of market"
              value={draft.assetClass}
              options={assetClasses.map((value) => ({ value, label: assetClassNames[value] }))}
              onChange={(value) => {
                const chosen = assetClasses.find((one) => one === value);
                if (chosen !== undefined) setDraft(withAssetClass(draft, chosen));
              }}
            />
          </Labelled>
          <TextField
            label="Smallest price step"
            inputMode="decimal"
            value={draft.tickSize}
            error={tickFault(draft.tickSize)}
            onChange={(tickSize) => setDraft({ ...draft, tickSize: tickSize.trim() })}
          />
          <Labelled label="Trading hours">
            <Select
              label="Trading hours"
              value={draft.calendar}
              options={calendarChoices}
              onChange={(calendar) => setDraft({ ...draft, calendar })}
            />
            <p className="text-12 text-text-3">Daily and longer bars follow its trading day.</p>
          </Labelled>
        </div>
      )}
      {failure !== null && (
        <p role="alert" className="mt-3 flex items-start gap-2 text-12 text-danger">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          {failure}
        </p>
      )}
    </Dialog>
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
