import {
  ChartLine,
  CircleAlert,
  LogIn,
  MoreHorizontal,
  Plug,
  RefreshCw,
  TestTubeDiagonal,
  Unplug,
} from 'lucide-react';
import { memo, type ReactNode, type Ref } from 'react';
import type {
  ConnectionHealthCard,
  CredentialWordsCard,
  SavedConnectionCard,
} from '../../../../src-shared/contract/connections.ts';
import { useNow } from '../../../lib/clock/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { formatDuration, formatLatency } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Lamp } from '../../../ui/lamp.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { MenuEntry } from '../../../ui/menu-entry.ts';
import { RightsChips } from '../keys/rights-chips.tsx';
import type { TestRun } from '../keys/test-run.ts';
import { TestSteps } from '../keys/test-steps.tsx';
import { SessionNotice } from '../session-notice.tsx';
import { VenueMark } from '../venue-mark.tsx';
import { cardFace, countedRates, expiryFace, isLoginOver, sessionsFace, tightestRate } from './card-face.ts';

interface ConnectionCardProps {
  readonly card: SavedConnectionCard;
  readonly health: ConnectionHealthCard | undefined;
  readonly run: TestRun | undefined;
  /** What the last action on it failed with. */
  readonly failure: string | undefined;
  readonly isBusy: boolean;
  readonly isLost: boolean;
  readonly areKeysLocked: boolean;
  readonly menu: readonly MenuEntry[];
  /** What a login does to other programs; empty where nothing. */
  readonly sessionNotice: string;
  readonly words: CredentialWordsCard;
  onToggle(): void;
  onRetry(): void;
  onTest(): void;
  onLogin(): void;
  readonly ref?: Ref<HTMLElement>;
}

/** One connection: how it is, what its key may do, and everything that can be done with it. */
export function ConnectionCard(props: ConnectionCardProps) {
  const { card, health, run, failure, isBusy, isLost, areKeysLocked, menu, words, ref } = props;
  const { onToggle, onRetry, onTest, onLogin } = props;
  const { settings } = card;
  const isRedirected = settings.urls !== undefined;
  const isLive = settings.environment === 'live' && !isRedirected;
  const isOn = card.phase !== 'disconnected';
  const latencyMs = health?.latencyMs ?? card.latencyMs;
  return (
    <article
      ref={ref}
      aria-label={settings.label}
      tabIndex={-1}
      data-testid="connection-card"
      data-label={settings.label}
      data-phase={card.phase}
      className={classNames(
        'flex flex-col gap-2.5 rounded border border-l-2 border-line-strong bg-bg-2 p-3',
        isLive ? 'border-l-live' : 'border-l-paper',
        'focus:outline-2 focus:-outline-offset-1 focus:outline-accent',
      )}
    >
      <header className="flex items-start gap-2.5">
        <VenueMark label={card.kindLabel} />
        <div className="min-w-0 flex-1">
          <h3 className="truncate text-13 font-semibold" data-tooltip={settings.label}>
            {settings.label}
          </h3>
          <p className="flex items-center gap-2 text-12 text-text-2">
            <span className="truncate">{card.kindLabel}</span>
            <span
              className={classNames(
                'text-11 font-semibold tracking-wide',
                isLive ? 'text-live' : 'text-paper',
              )}
            >
              {isRedirected ? 'SIMULATOR' : isLive ? 'LIVE' : 'TESTNET'}
            </span>
          </p>
        </div>
        <Status card={card} areKeysLocked={areKeysLocked} />
      </header>
      <Sentences card={card} failure={failure} areKeysLocked={areKeysLocked} />
      <dl className="grid grid-cols-[72px_1fr] gap-x-3 gap-y-1 text-12">
        <Key card={card} words={words} />
        <Line name="Used for">
          {card.settings.hasMarketData && 'Market data'}
          {card.settings.hasMarketData && card.settings.isTradingEnabled && ', '}
          {card.settings.isTradingEnabled && 'trading'}
          {!card.settings.isTradingEnabled && card.hasKeys && (
            <span className="text-text-2">{card.settings.hasMarketData ? ', ' : ''}account, read only</span>
          )}
        </Line>
        <Line name="Latency">
          <span className="tabular" data-testid="card-latency">
            {latencyMs === null ? <span className="text-text-3">–</span> : formatLatency(latencyMs)}
          </span>
          {settings.proxy !== '' && <span className="text-text-2"> through a proxy</span>}
        </Line>
        <Sessions health={health} />
        <Rates health={health} hasKeys={card.hasKeys} />
        <Line name="Last test">
          <LastTest card={card} />
        </Line>
      </dl>
      {!isOn && card.isEnabled && !card.isLoggedOutElsewhere && props.sessionNotice !== '' && (
        <SessionNotice text={props.sessionNotice} />
      )}
      {run !== undefined && run.phase !== 'idle' && (
        <div className="border-t border-line pt-2.5">
          <TestSteps run={run} words={words} isDense />
        </div>
      )}
      <footer className="mt-auto flex items-center gap-1.5 border-t border-line pt-2.5">
        <Buttons
          card={card}
          isOn={isOn}
          isDisabled={isBusy || isLost}
          isTesting={run?.phase === 'running'}
          {...{ onToggle, onRetry, onTest, onLogin }}
        />
        <span className="flex-1" />
        <Menu entries={menu} align="end" label={`More about ${settings.label}`}>
          <IconButton icon={MoreHorizontal} label={`More about ${settings.label}`} disabled={isLost} />
        </Menu>
      </footer>
    </article>
  );
}

type Acts = Pick<ConnectionCardProps, 'card' | 'onToggle' | 'onRetry' | 'onTest' | 'onLogin'>;

interface ButtonsProps extends Acts {
  readonly isOn: boolean;
  readonly isDisabled: boolean;
  readonly isTesting: boolean;
}

function Buttons(props: ButtonsProps) {
  const { card, isOn, isDisabled, isTesting, onToggle, onRetry, onTest, onLogin } = props;
  const now = useNow();
  const needsLogin = isLoginOver(card, now);
  return (
    <>
      {card.hasWebLogin && card.hasKeys && (
        <Button size="small" tone={needsLogin ? 'primary' : 'plain'} disabled={isDisabled} onClick={onLogin}>
          <LogIn size={14} aria-hidden /> Log in
        </Button>
      )}
      {card.nextAttempt !== undefined && (
        <Button size="small" tone="primary" disabled={isDisabled} onClick={onRetry}>
          <RefreshCw size={14} aria-hidden /> Retry now
        </Button>
      )}
      <Button
        size="small"
        tone={needsLogin || isOn || !card.isEnabled ? 'plain' : 'primary'}
        disabled={isDisabled || !card.isEnabled}
        onClick={onToggle}
      >
        {isOn ? <Unplug size={14} aria-hidden /> : <Plug size={14} aria-hidden />}
        {isOn ? 'Disconnect' : card.isLoggedOutElsewhere ? 'Take over' : 'Connect'}
      </Button>
      <Button size="small" disabled={isDisabled || isTesting} onClick={onTest}>
        <TestTubeDiagonal size={14} aria-hidden /> {isTesting ? 'Testing…' : 'Test'}
      </Button>
    </>
  );
}

function Status({ card, areKeysLocked }: Pick<ConnectionCardProps, 'card' | 'areKeysLocked'>) {
  const now = useNow();
  const { status, tone, word } = cardFace(card, now, areKeysLocked);
  const next = card.nextAttempt;
  return (
    <div className="flex shrink-0 flex-col items-end" data-testid="card-status" data-status={status}>
      <span className="flex items-center gap-1.5 text-12 font-medium">
        <Lamp tone={tone} />
        {word}
      </span>
      <span className="tabular text-11 text-text-3">
        {next !== undefined
          ? `again in ${formatDuration(Math.max(0, next - now))}`
          : status === 'off' || word === 'Keys locked'
            ? ''
            : `for ${formatDuration(Math.max(1000, now - card.since))}`}
      </span>
    </div>
  );
}

type SentencesProps = Pick<ConnectionCardProps, 'card' | 'failure' | 'areKeysLocked'>;

function Sentences({ card, failure, areKeysLocked }: SentencesProps) {
  const now = useNow();
  const { status, tone, sentences } = cardFace(card, now, areKeysLocked);
  const told = failure === undefined || sentences.includes(failure) ? sentences : [failure, ...sentences];
  if (told.length === 0) return null;
  const isBad = (status === 'error' && tone !== 'warn') || failure !== undefined;
  return (
    <p
      className={classNames(
        'flex items-start gap-2 rounded px-2.5 py-1.5 text-12',
        isBad ? 'bg-danger-ground' : tone === 'warn' ? 'bg-warn-ground' : 'bg-bg-3',
      )}
      data-testid="card-reason"
    >
      {status !== 'off' && (
        <CircleAlert
          size={14}
          aria-hidden
          className={classNames('mt-px shrink-0', isBad ? 'text-danger' : 'text-warn')}
        />
      )}
      <span data-selectable>{told.join(' ')}</span>
    </p>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** Some venues end the key, Binance only its right to trade where it is bound to no address. */
const endOfRights =
  'Then the venue takes away the key or its right to trade. Renew it there, or rotate to a new one.';

function expiryWords(leftMs: number, isLogin: boolean): string {
  if (leftMs <= 0) return isLogin ? 'login over' : 'rights ended';
  return `${isLogin ? 'login ends' : 'rights end'} in ${formatDuration(leftMs)}`;
}

function Key({ card, words }: Pick<ConnectionCardProps, 'card' | 'words'>) {
  const now = useNow();
  const name = `${words.one.slice(0, 1).toUpperCase()}${words.one.slice(1)}`;
  if (!card.hasKeys) {
    return (
      <Line name={name}>
        <span className="inline-flex items-center gap-1.5 text-text-2">
          <ChartLine size={13} aria-hidden /> none, public prices only
        </span>
      </Line>
    );
  }
  const expiry = expiryFace(card.permissions?.expires ?? null, card.hasWebLogin, now);
  const age = card.keysSetAt === null ? '' : formatDuration(Math.max(60_000, now - card.keysSetAt));
  return (
    <>
      <Line name={name}>
        <span className="flex flex-wrap items-center gap-x-2">
          <code className="font-mono" data-testid="key-hint">
            {card.keyHint === '' ? 'saved' : `…${card.keyHint}`}
          </code>
          {age !== '' && <span className="text-text-3">{age} old</span>}
          {expiry !== null && (
            <span data-tooltip={card.hasWebLogin ? undefined : endOfRights}>
              <Badge tone={expiry.tone}>{expiryWords(expiry.leftMs, card.hasWebLogin)}</Badge>
            </span>
          )}
        </span>
      </Line>
      <Line name="It may">
        <RightsChips permissions={card.permissions} />
      </Line>
    </>
  );
}

/** Logins that the venue counts, since the last one allowed is somebody's turn to go. */
function Sessions({ health }: { health: ConnectionHealthCard | undefined }) {
  const sessions = sessionsFace(health?.sessions);
  if (sessions === null) return null;
  return (
    <Line name="Logins">
      <span
        className="tabular"
        data-testid="card-sessions"
        data-tooltip={
          sessions.isFull
            ? 'All that the venue allows: another program that logs in ends this one.'
            : undefined
        }
      >
        {sessions.words}
        {sessions.isFull && <span className="text-text-2">, all in use</span>}
      </span>
    </Line>
  );
}

interface RatesProps {
  readonly health: ConnectionHealthCard | undefined;
  readonly hasKeys: boolean;
}

const Rates = memo(function Rates({ health, hasKeys }: RatesProps) {
  const tightest = tightestRate(countedRates(health?.rates ?? [], hasKeys));
  if (tightest === null) return null;
  const { rate, share } = tightest;
  const isBlocked = rate.blockedUntil !== undefined && rate.blockedUntil > Date.now();
  return (
    <Line name="Limits">
      <span
        className="flex items-center gap-2"
        data-tooltip={`${rate.name}: ${rate.used} of ${rate.capacity}`}
      >
        <RateBar share={share} isBlocked={isBlocked} />
        <span className="tabular shrink-0 text-text-2">
          {isBlocked ? 'blocked' : `${Math.round(share * 100)}%`}
        </span>
      </span>
    </Line>
  );
});

export function RateBar({ share, isBlocked }: { share: number; isBlocked: boolean }) {
  return (
    <span className="h-1 min-w-16 flex-1 overflow-hidden rounded-full bg-line-strong" aria-hidden>
      <span
        className={classNames(
          'block h-full rounded-full transition-[width]',
          isBlocked || share > 0.9 ? 'bg-danger' : share > 0.7 ? 'bg-warn' : 'bg-text-2',
        )}
        style={{ width: `${Math.round((isBlocked ? 1 : share) * 100)}%` }}
      />
    </span>
  );
}

const results = {
  passed: ['text-up', 'passed'],
  warning: ['text-warn', 'with a warning'],
  failed: ['text-danger', 'failed'],
} as const;

function LastTest({ card }: { card: SavedConnectionCard }) {
  const now = useNow();
  if (card.testedAt === null || card.testResult === null) return <span className="text-text-3">never</span>;
  const [tone, word] = results[card.testResult];
  return (
    <span className="tabular" data-testid="card-test" data-result={card.testResult}>
      <span className={tone}>{word}</span>
      <span className="text-text-2">, {formatDuration(Math.max(1000, now - card.testedAt))} ago</span>
    </span>
  );
}
