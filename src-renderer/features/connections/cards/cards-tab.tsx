import { KeyRound, Pencil, Plus, Power, RotateCw, Search, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  keyWords,
  type SavedConnectionCard,
  type VenueKindCard,
} from '../../../../src-shared/contract/connections.ts';
import { useHostStatus } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { MenuEntry } from '../../../ui/menu-entry.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useHealth } from '../health/use-health.ts';
import { currentRun } from '../keys/test-run.ts';
import { cardFace } from './card-face.ts';
import { ConnectionCard } from './connection-card.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { LoginDialog } from './login-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { useCardActions } from './use-card-actions.ts';

interface CardsTabProps {
  readonly cards: readonly SavedConnectionCard[];
  readonly kinds: readonly VenueKindCard[];
  readonly isDeveloper: boolean;
  readonly areKeysLocked: boolean;
  /** A connection to bring into view. */
  readonly pointedAt: string | null;
  readonly login: string | null;
  onLoginSeen(): void;
  onConnect(): void;
}

type OpenDialog = { readonly kind: 'edit' | 'rotate' | 'revoke' | 'login'; readonly id: string };
type Filter = 'all' | 'attention';

/** From this many on one wants to search them. */
const manyCards = 7;

/** Every saved connection as a card. */
export function CardsTab(props: CardsTabProps) {
  const { cards, kinds, isDeveloper, areKeysLocked, pointedAt, login, onLoginSeen, onConnect } = props;
  const isLost = useHostStatus().phase !== 'connected';
  const health = useHealth().byId;
  const actions = useCardActions();
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const pointed = useRef<HTMLElement>(null);
  // What was saved a moment ago may not be in the list yet.
  const isThere = cards.some(({ id }) => id === pointedAt);
  useEffect(() => {
    if (!isThere || pointedAt === null) return;
    pointed.current?.scrollIntoView({ block: 'nearest' });
    pointed.current?.focus();
  }, [pointedAt, isThere]);
  useEffect(() => {
    if (login === null) return;
    setDialog({ kind: 'login', id: login });
    onLoginSeen();
  }, [login, onLoginSeen]);

  const wanting = useMemo(() => cards.filter(wantsAttention), [cards]);
  const words = text.trim().toLowerCase();
  const shown = (filter === 'attention' ? wanting : cards).filter(({ settings, kindLabel }) =>
    `${settings.label} ${kindLabel}`.toLowerCase().includes(words),
  );
  const opened = dialog === null ? undefined : cards.find(({ id }) => id === dialog.id);
  const kindOf = (card: SavedConnectionCard) => kinds.find(({ kind }) => kind === card.kind);
  const wordsOf = (card: SavedConnectionCard) => kindOf(card)?.credentialWords ?? keyWords;
  const menuOf = (card: SavedConnectionCard): MenuEntry[] => {
    const ask = (kind: OpenDialog['kind']) => () => setDialog({ kind, id: card.id });
    return [
      { label: 'Edit…', icon: Pencil, run: ask('edit') },
      {
        label: card.hasKeys ? `${wordsOf(card).change}…` : `Add ${wordsOf(card).many}…`,
        icon: card.hasKeys ? RotateCw : KeyRound,
        run: ask('rotate'),
      },
      {
        label: card.isEnabled ? 'Switch off' : 'Switch on',
        icon: Power,
        run: () => actions.setEnabled(card.id, !card.isEnabled),
      },
      { kind: 'separator' },
      { label: 'Revoke…', icon: Trash2, tone: 'danger', run: ask('revoke') },
    ];
  };
  const close = () => setDialog(null);

  return (
    <div className="flex h-full min-h-0 flex-col">
      {cards.length >= manyCards && (
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line p-1.5">
          <TextField
            label="Search connections"
            isLabelHidden
            placeholder="Search by nickname or venue"
            prefix={<Search size={14} aria-hidden className="text-text-3" />}
            className="min-w-40 flex-1"
            value={text}
            onChange={setText}
          />
          <Segmented
            label="Which connections"
            value={filter}
            onChange={(value) => setFilter(value)}
            options={[
              { value: 'all', label: `All ${cards.length}` },
              { value: 'attention', label: `Need attention ${wanting.length}` },
            ]}
          />
        </div>
      )}
      <div className="min-h-0 flex-1 overflow-y-auto p-3">
        {shown.length === 0 ? (
          <EmptyState
            text={filter === 'attention' ? 'None needs attention.' : 'No connection has that name.'}
          />
        ) : (
          <div
            className={classNames(
              'grid grid-cols-[repeat(auto-fill,minmax(min(100%,340px),1fr))] gap-3',
              actions.runs.size > 0 && 'items-start',
            )}
          >
            {shown.map((card) => (
              <ConnectionCard
                key={card.id}
                card={card}
                health={health.get(card.id)}
                run={currentRun(actions.runs.get(card.id), card)}
                failure={actions.failures.get(card.id)}
                isBusy={actions.busy.has(card.id)}
                isLost={isLost}
                areKeysLocked={areKeysLocked}
                menu={menuOf(card)}
                sessionNotice={kindOf(card)?.sessionNotice ?? ''}
                words={wordsOf(card)}
                onToggle={() => actions.toggle(card)}
                onRetry={() => actions.retry(card.id)}
                onTest={() => actions.test(card.id)}
                onLogin={() => setDialog({ kind: 'login', id: card.id })}
                {...(pointedAt === card.id ? { ref: pointed } : {})}
              />
            ))}
            <Button
              tone="ghost"
              className="h-24! self-start border border-dashed border-line-strong"
              disabled={isLost}
              onClick={onConnect}
            >
              <Plus size={16} aria-hidden /> Connect a venue
            </Button>
          </div>
        )}
      </div>
      {dialog?.kind === 'edit' && opened !== undefined && (
        <EditDialog card={opened} kind={kindOf(opened)} isDeveloper={isDeveloper} onClose={close} />
      )}
      {dialog?.kind === 'rotate' && opened !== undefined && (
        <RotateDialog card={opened} kind={kindOf(opened)} onClose={close} />
      )}
      {dialog?.kind === 'revoke' && opened !== undefined && (
        <RevokeDialog card={opened} words={wordsOf(opened)} onClose={close} />
      )}
      {dialog?.kind === 'login' && opened !== undefined && <LoginDialog card={opened} onClose={close} />}
    </div>
  );
}

function wantsAttention(card: SavedConnectionCard): boolean {
  const { status } = cardFace(card, Date.now());
  return (
    status === 'error' ||
    status === 'degraded' ||
    card.testResult === 'failed' ||
    card.permissions?.canWithdraw === true
  );
}
