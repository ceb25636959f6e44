import { ArrowRight, X } from 'lucide-react';
import { type InstrumentId, symbolOf } from '../../../src-shared/domain/instrument.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { putRollAway, useNextContract } from './market-news.ts';

interface RollNoticeProps {
  readonly instrument: InstrumentId | null;
  onGo(next: InstrumentId): void;
}

/** Says calmly that trading has moved on to the next contract; nothing changes until the person says so. */
export function RollNotice({ instrument, onGo }: RollNoticeProps) {
  const next = useNextContract(instrument);
  if (instrument === null || next === null) return null;
  return (
    <div
      role="status"
      data-testid="roll-notice"
      className="absolute bottom-8 left-1/2 z-10 flex max-w-[90%] -translate-x-1/2 items-center gap-2 rounded border border-line-strong bg-bg-2 py-1 pr-1 pl-2.5 text-12 text-text-2"
    >
      <span className="min-w-0">
        Trading has moved on from {symbolOf(instrument)} to{' '}
        <span className="font-medium text-text-1">{symbolOf(next)}</span>.
      </span>
      <Button size="small" onClick={() => onGo(next)}>
        Go to {symbolOf(next)} <ArrowRight size={14} aria-hidden />
      </Button>
      <IconButton size="small" icon={X} label="Stay here" onClick={() => putRollAway(instrument)} />
    </div>
  );
}
