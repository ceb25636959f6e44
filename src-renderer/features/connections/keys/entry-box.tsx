import { AppWindow, Check, CircleAlert, Copy, KeyRound, SquareTerminal, TimerOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SecretEntryCard } from '../../../../src-shared/contract/connections.ts';
import { Button } from '../../../ui/button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import type { Entry } from './use-entry.ts';

interface EntryBoxProps {
  readonly entry: Entry;
  /** “your keys”, “a passphrase”. */
  readonly what: string;
  readonly beginLabel: string;
  onBegin(): void;
  readonly isDisabled?: boolean;
  /** What is done cannot be entered again. */
  readonly isOnce?: boolean;
  /** Shown once it was entered. */
  readonly done: ReactNode;
}

/** The page's side of an entry: what to do elsewhere, and how far that is. No secret is ever typed here. */
export function EntryBox(props: EntryBoxProps) {
  const { entry, what, beginLabel, onBegin, isDisabled = false, isOnce = false, done } = props;
  const { card, failure, isBeginning } = entry;
  const again = (
    <Button onClick={onBegin} disabled={isDisabled || isBeginning} data-testid="entry-begin">
      <KeyRound size={14} aria-hidden /> {card === null ? beginLabel : 'Enter again'}
    </Button>
  );
  return (
    <div
      className="flex flex-col gap-2.5"
      data-testid="entry-box"
      data-state={card?.state ?? 'none'}
      aria-live="polite"
    >
      {card?.state === 'waiting' && <Waiting card={card} what={what} onCancel={entry.cancel} />}
      {card?.state === 'entered' && (
        <div className="flex items-start gap-2.5 rounded border border-line bg-up-ground px-3 py-2.5">
          <Check size={16} aria-hidden className="mt-0.5 shrink-0 text-up" />
          <div className="min-w-0 flex-1 text-12">{done}</div>
          {!isOnce && (
            <Button size="small" tone="ghost" onClick={onBegin} disabled={isDisabled || isBeginning}>
              Enter again
            </Button>
          )}
        </div>
      )}
      {card?.state === 'expired' && (
        <Note icon={<TimerOff size={14} aria-hidden className="mt-px shrink-0 text-warn" />}>
          Nothing was entered within a quarter of an hour, so the entry was closed.
        </Note>
      )}
      {card?.state === 'cancelled' && <Note>The entry was cancelled. Nothing was kept.</Note>}
      {failure !== null && (
        <p role="alert" className="flex items-start gap-2 text-12 text-danger">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          <span data-selectable>{failure}</span>
        </p>
      )}
      {card?.state !== 'waiting' && card?.state !== 'entered' && !(isOnce && card === null) && (
        <div>{again}</div>
      )}
    </div>
  );
}

function Note({ icon, children }: { icon?: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2 text-12 text-text-2">
      {icon}
      {children}
    </p>
  );
}

function Waiting({ card, what, onCancel }: { card: SecretEntryCard; what: string; onCancel(): void }) {
  const [isCopied, setCopied] = useState(false);
  const isWindow = card.place === 'window';
  const Icon = isWindow ? AppWindow : SquareTerminal;
  const copy = async () => {
    await navigator.clipboard.writeText(card.command);
    setCopied(true);
  };
  return (
    <div className="flex flex-col gap-2.5 rounded border border-accent bg-bg-2 p-3">
      <p className="flex items-start gap-2.5 text-13">
        <Icon size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent" />
        <span>
          {isWindow
            ? `A window has opened for ${what}. It goes from there straight to your vault; this page never sees it.`
            : `Run this in a terminal on the machine where Tidemark runs, in Tidemark’s folder. It asks for ${what} there; this page never sees what you type.`}
        </span>
      </p>
      {!isWindow && (
        <div className="flex items-center gap-2 rounded border border-line bg-bg-0 py-1 pr-1 pl-2.5">
          <code
            className="min-w-0 flex-1 font-mono text-12 break-all"
            data-selectable
            data-testid="entry-command"
          >
            {card.command}
          </code>
          <Button size="small" tone="ghost" onClick={() => void copy()}>
            {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
            {isCopied ? 'Copied' : 'Copy'}
          </Button>
        </div>
      )}
      {card.trouble !== '' && (
        <p role="alert" className="flex items-start gap-2 text-12 text-danger" data-testid="entry-trouble">
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          <span data-selectable>{card.trouble} Try again there.</span>
        </p>
      )}
      <div className="flex items-center justify-between gap-3">
        <Spinner
          label={
            card.isTaking
              ? 'It has arrived and is being taken; a passphrase takes a moment'
              : 'Waiting for it'
          }
        />
        <Button size="small" tone="ghost" onClick={onCancel}>
          Stop waiting
        </Button>
      </div>
    </div>
  );
}
