import { CircleAlert, Landmark, RefreshCw, TriangleAlert, WifiOff } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { AccountCard } from '../../../src-shared/contract/trading.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import type { Host } from '../host/host.ts';
import { useHostStatus } from '../host/host-context.tsx';
import { type HostStream, useHostStream } from '../host/use-host-stream.ts';
import { connectVenue, openConnections } from '../venues/connect-venue.ts';
import { useSavedConnections } from '../venues/use-saved-connections.ts';
import { accountFace, type Face, notLive, staleAccounts } from './account-face.ts';

const openAccounts = ({ rpc }: Host, signal: AbortSignal) => rpc.trading.accounts({}, { signal });

export function useAccounts(): HostStream<readonly AccountCard[]> {
  return useHostStream<readonly AccountCard[]>(openAccounts);
}

/** Accounts whose amounts are only what was last known. */
export function useStaleAccounts(): ReadonlySet<string> {
  const { value } = useAccounts();
  const isHostThere = useHostStatus().phase === 'connected';
  // The same set as long as the same are stale: what brokers say of money comes many times a second.
  const key = JSON.stringify([...staleAccounts(value ?? [], isHostThere)]);
  return useMemo(() => new Set(JSON.parse(key) as string[]), [key]);
}

interface TradingBodyProps {
  /** “positions”, “open orders”. */
  readonly what: string;
  readonly stream: Pick<HostStream<unknown>, 'failure' | 'retry'>;
  /** Null before the first answer. */
  readonly count: number | null;
  /** Rows exist that a filter hides: then the table itself says so. */
  readonly isFiltered?: boolean;
  readonly children: ReactNode;
}

/** The body of a panel about accounts: its rows under what must be known of them, or the face that says why there are none. */
export function TradingBody({ what, stream, count, isFiltered = false, children }: TradingBodyProps) {
  const { phase, reason } = useHostStatus();
  const saved = useSavedConnections();
  const accounts = useAccounts();
  const isHostThere = phase === 'connected';
  const face = isFiltered
    ? undefined
    : accountFace({
        isHostThere,
        hostReason: reason,
        count,
        failure: stream.failure ?? saved.failure,
        saved: saved.value,
        what,
      });
  const retry = () => {
    stream.retry();
    saved.retry();
  };
  if (face !== undefined) return <AccountFace face={face} onRetry={retry} />;
  const warning = isHostThere
    ? notLive(accounts.value ?? [])
    : `The connection to Tidemark is lost. These ${what} are as they were then.`;
  return (
    <div className="flex h-full min-h-0 flex-col">
      {stream.failure !== null && (
        <Strip tone="danger" text={`No news any more: ${stream.failure}`}>
          <Button size="small" tone="ghost" onClick={retry}>
            <RefreshCw size={14} aria-hidden /> Try again
          </Button>
        </Strip>
      )}
      {warning !== '' && <Strip tone="warn" text={warning} />}
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  );
}

/** A line over a table that qualifies everything in it. */
export function Strip({
  tone,
  text,
  children,
}: {
  tone: 'warn' | 'danger';
  text: string;
  children?: ReactNode;
}) {
  const Icon = tone === 'warn' ? TriangleAlert : CircleAlert;
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className="flex items-center gap-2 border-b border-line px-2.5 py-1 text-12 text-text-1"
    >
      <Icon size={14} aria-hidden className={`shrink-0 ${tone === 'warn' ? 'text-warn' : 'text-danger'}`} />
      <span className="min-w-0 flex-1" data-selectable>
        {text}
      </span>
      {children}
    </div>
  );
}

function AccountFace({ face, onRetry }: { face: Face; onRetry(): void }) {
  switch (face.kind) {
    case 'loading':
      return (
        <div className="flex h-full items-center justify-center">
          <Spinner label="Asking" />
        </div>
      );
    case 'disconnected':
      return <EmptyState icon={WifiOff} text={face.text} />;
    case 'failed':
      return (
        <EmptyState
          tone="danger"
          icon={CircleAlert}
          text={face.text}
          action={<Button onClick={onRetry}>Try again</Button>}
        />
      );
    case 'empty':
      return <EmptyState icon={Landmark} text={face.text} action={<EmptyAction action={face.action} />} />;
  }
}

function EmptyAction({ action }: { action: 'connect-venue' | 'open-connections' | null }) {
  const isLost = useHostStatus().phase !== 'connected';
  if (action === null) return null;
  return action === 'connect-venue' ? (
    <Button tone="primary" disabled={isLost} onClick={connectVenue}>
      Connect a venue
    </Button>
  ) : (
    <Button tone="primary" onClick={openConnections}>
      Open Connections
    </Button>
  );
}
