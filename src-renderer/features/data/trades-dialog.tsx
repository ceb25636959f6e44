import { CircleAlert, Search } from 'lucide-react';
import { useState } from 'react';
import type { ListedInstrument } from '../../../src-shared/contract/market.ts';
import { type InstrumentId, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { useListedInstrument } from '../../lib/market/use-listed-instrument.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatTime } from '../../ui/format.ts';
import { InstrumentSearch } from '../../ui/instrument-search.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { firstDraft, readStretch, type Stretch } from './stretch-draft.ts';
import { type TradeFetchState, useTradeFetch } from './use-trade-fetch.ts';

interface TradesDialogProps {
  /** Where the person is; it need not have trades. */
  readonly instrument: InstrumentId | null;
  onClose(): void;
  onStored(): void;
  onReplay(instrument: InstrumentId): void;
}

/** Fetches every single trade of a stretch from the market's connection, to replay it tick by tick. */
export function TradesDialog({ instrument, onClose, ...props }: TradesDialogProps) {
  const [chosen, setChosen] = useState(instrument);
  const [isSearching, setSearching] = useState(instrument === null);
  if (chosen === null || isSearching) {
    return (
      <InstrumentSearch
        title="Fetch trades of which market?"
        onClose={() => (chosen === null ? onClose() : setSearching(false))}
        onChoose={(found) => {
          setChosen(found.instrument.id);
          setSearching(false);
        }}
      />
    );
  }
  return <MarketTrades {...props} chosen={chosen} onClose={onClose} onSearch={() => setSearching(true)} />;
}

interface MarketTradesProps extends Omit<TradesDialogProps, 'instrument'> {
  readonly chosen: InstrumentId;
  onSearch(): void;
}

function MarketTrades({ chosen, onClose, onStored, onReplay, onSearch }: MarketTradesProps) {
  const listed = useListedInstrument(chosen);
  const [draft, setDraft] = useState(() => firstDraft(Date.now()));
  const { state, start, cancel } = useTradeFetch(onStored);
  const stretch = readStretch(draft);
  const isRunning = state.phase === 'running';
  const refusal = whyNot(chosen, listed);
  return (
    <Dialog
      title={`Fetch trades of ${symbolOf(chosen)}`}
      testId="trades-dialog"
      className="w-[460px]"
      onClose={onClose}
      footer={
        <>
          {isRunning ? (
            <Button data-testid="trades-cancel" onClick={cancel}>
              Stop fetching
            </Button>
          ) : (
            <Button onClick={onClose}>Close</Button>
          )}
          {state.phase === 'done' && state.done.trades > 0 ? (
            <Button
              tone="primary"
              data-testid="trades-replay"
              onClick={() => {
                onReplay(chosen);
                onClose();
              }}
            >
              Replay them
            </Button>
          ) : (
            <Button
              tone="primary"
              data-testid="trades-start"
              disabled={listed?.hasTradeHistory !== true || isRunning || typeof stretch === 'string'}
              onClick={() => typeof stretch !== 'string' && void start(chosen, stretch)}
            >
              Fetch
            </Button>
          )}
        </>
      }
    >
      <p className="text-13 text-text-2">
        Every single trade comes from the connection of this market and is stored on this machine. The replay
        then plays it tick by tick instead of bar by bar.
      </p>
      <div className="mt-3 grid grid-cols-2 gap-3">
        <TextField
          label="From (UTC)"
          type="datetime-local"
          value={draft.from}
          disabled={isRunning}
          onChange={(from) => setDraft({ ...draft, from })}
        />
        <TextField
          label="To (UTC)"
          type="datetime-local"
          value={draft.to}
          disabled={isRunning}
          onChange={(to) => setDraft({ ...draft, to })}
        />
      </div>
      <div className="mt-2 flex items-center justify-between gap-3">
        <p className="text-12 text-warn" data-testid="trades-refusal">
          {refusal === '' && typeof stretch === 'string' ? stretch : refusal}
        </p>
        <Button size="small" tone="ghost" disabled={isRunning} onClick={onSearch}>
          <Search size={14} aria-hidden /> Another market
        </Button>
      </div>
      <Outcome state={state} stretch={typeof stretch === 'string' ? undefined : stretch} />
    </Dialog>
  );
}

/** Why the market's connection cannot give its trades; empty where it can, or while that is asked. */
function whyNot(instrument: InstrumentId, listed: ListedInstrument | null | undefined): string {
  if (listed === undefined || listed?.hasTradeHistory === true) return '';
  const source = listed?.connectionLabel;
  return source === undefined
    ? `No connection has ${symbolOf(instrument)}.`
    : `${source} gives no single trades of the past.`;
}

function Outcome({ state, stretch }: { state: TradeFetchState; stretch: Stretch | undefined }) {
  if (state.phase === 'idle') return null;
  if (state.phase === 'done') {
    const { trades, added } = state.done;
    return (
      <p className="mt-3 text-13 text-text-1" data-testid="trades-done">
        {trades === 0
          ? 'There were no trades in that time.'
          : `${formatCount(trades)} trades, ${formatCount(added)} of them new.`}
      </p>
    );
  }
  const { progress } = state;
  const until =
    progress === null
      ? ''
      : `${formatCount(progress.trades)} trades, up to ${formatTime(progress.until, 'UTC', 'date-second')} UTC`;
  if (state.phase === 'running') {
    const fraction =
      progress === null || stretch === undefined
        ? null
        : (progress.until - stretch.from) / (stretch.to - stretch.from);
    return (
      <div className="mt-3" data-testid="trades-progress">
        <Progress label="Fetching trades" fraction={fraction} />
        <p className="tabular mt-1.5 text-12 text-text-2">
          {until === '' ? 'Waiting for the first trades' : until}
        </p>
      </div>
    );
  }
  const kept = until === '' ? 'Nothing was stored.' : `${until}, are stored.`;
  if (state.phase === 'cancelled') return <p className="mt-3 text-12 text-text-2">Stopped. {kept}</p>;
  return (
    <p role="alert" className="mt-3 flex items-start gap-2 text-12 text-danger">
      <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
      <span>
        {state.sentence} {kept} Fetching again adds what is missing.
      </span>
    </p>
  );
}
