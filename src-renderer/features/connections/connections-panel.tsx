import { Cable, CircleAlert, Plus, TriangleAlert, WifiOff } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { SavedConnectionCard } from '../../../src-shared/contract/connections.ts';
import { useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { useAskedOfConnections, wizardIsOpen } from '../../lib/venues/connect-venue.ts';
import { useSavedConnections } from '../../lib/venues/use-saved-connections.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AuditTab } from './audit/audit-tab.tsx';
import { CardsTab } from './cards/cards-tab.tsx';
import { HealthTab } from './health/health-tab.tsx';
import { useVaultState, VaultGate } from './keys/vault-gate.tsx';
import { SecurityTab } from './security-tab.tsx';
import { useKinds } from './use-kinds.ts';
import { ConnectWizard } from './wizard/connect-wizard.tsx';

const tabs = ['connections', 'health', 'audit', 'security'] as const;
type Tab = (typeof tabs)[number];
const tabNames: Readonly<Record<Tab, string>> = {
  connections: 'Connections',
  health: 'Health',
  audit: 'Audit',
  security: 'Security',
};

/** Venues: to connect, to look after, to check. */
export function ConnectionsPanel({ state, saveState }: PanelProps) {
  const { phase, reason } = useHostStatus();
  const saved = useSavedConnections();
  const venues = useKinds();
  const asked = useAskedOfConnections(({ wizard }) => wizard);
  const [hasWizard, setWizard] = useState(false);
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const [login, setLogin] = useState<string | null>(null);
  const vault = useVaultState().value;
  const areKeysLocked = vault?.phase === 'locked';
  const tab = tabs.find((one) => one === state.tab) ?? 'connections';
  const isLost = phase !== 'connected';
  const cards = saved.value;
  const openWizard = useCallback(() => setWizard(true), []);
  useEffect(() => {
    if (asked === 0) return;
    wizardIsOpen();
    // Without the host there is nothing to connect with; the panel says so.
    if (!isLost) setWizard(true);
  }, [asked, isLost]);
  const show = (id: string) => {
    saveState({ tab: 'connections' });
    setPointedAt(id);
  };
  const onSaved = useCallback((card: SavedConnectionCard) => {
    setWizard(false);
    setPointedAt(card.id);
    if (card.hasWebLogin && card.hasKeys) setLogin(card.id);
  }, []);
  const loginSeen = useCallback(() => setLogin(null), []);

  return (
    <PanelFrame
      title="Connections"
      testId="connections-panel"
      middle={
        <Tabs
          label="Connections"
          items={tabs.map((id) => ({ id, label: tabNames[id] }))}
          active={tab}
          onSelect={(next) => {
            setPointedAt(null);
            saveState({ tab: next });
          }}
        />
      }
      actions={
        <Button
          size="small"
          tone="ghost"
          disabled={isLost || venues.kinds === null}
          data-testid="connect-venue"
          onClick={openWizard}
        >
          <Plus size={14} aria-hidden />
          <span className="@max-md:sr-only">Connect a venue</span>
        </Button>
      }
    >
      <div className="flex h-full min-h-0 flex-col" role="tabpanel" aria-label={tabNames[tab]}>
        {isLost && cards !== null && (
          <p className="flex items-center gap-2 border-b border-line px-2.5 py-1.5 text-12" role="status">
            <TriangleAlert size={14} aria-hidden className="shrink-0 text-warn" />
            The connection to Tidemark is lost. This is how it was then.
          </p>
        )}
        {areKeysLocked && tab === 'connections' && !hasWizard && cards?.some(({ hasKeys }) => hasKeys) && (
          <section className="shrink-0 border-b border-line p-3" aria-label="Locked keys">
            <VaultGate>{() => null}</VaultGate>
          </section>
        )}
        <div className="min-h-0 flex-1">
          {cards === null ? (
            <NotYet
              isLost={isLost}
              reason={reason}
              failure={saved.failure}
              onRetry={() => {
                saved.retry();
                venues.retry();
              }}
            />
          ) : tab === 'audit' ? (
            <AuditTab cards={cards} />
          ) : tab === 'security' ? (
            <SecurityTab cards={cards} onShow={show} />
          ) : cards.length === 0 ? (
            <EmptyState
              icon={Cable}
              text="Connect an exchange or broker. Live prices of several need no account; with keys you also see your balances, orders and fills. Keys never leave this machine."
              action={
                <Button tone="primary" disabled={isLost || venues.kinds === null} onClick={openWizard}>
                  Connect a venue
                </Button>
              }
            />
          ) : tab === 'health' ? (
            <HealthTab cards={cards} />
          ) : (
            <CardsTab
              cards={cards}
              kinds={venues.kinds ?? []}
              isDeveloper={venues.isDeveloper}
              areKeysLocked={areKeysLocked}
              pointedAt={pointedAt}
              login={login}
              onLoginSeen={loginSeen}
              onConnect={openWizard}
            />
          )}
        </div>
      </div>
      {hasWizard && venues.kinds !== null && (
        <ConnectWizard
          kinds={venues.kinds}
          isDeveloper={venues.isDeveloper}
          takenLabels={(cards ?? []).map(({ settings }) => settings.label)}
          onClose={() => setWizard(false)}
          onSaved={onSaved}
        />
      )}
    </PanelFrame>
  );
}

interface NotYetProps {
  readonly isLost: boolean;
  readonly reason: string;
  readonly failure: string | null;
  onRetry(): void;
}

function NotYet({ isLost, reason, failure, onRetry }: NotYetProps) {
  if (isLost)
    return <EmptyState icon={WifiOff} text={`Not connected to Tidemark's main process. ${reason}`} />;
  if (failure !== null) {
    return (
      <EmptyState
        tone="danger"
        icon={CircleAlert}
        text={failure}
        action={<Button onClick={onRetry}>Try again</Button>}
      />
    );
  }
  return (
    <div className="flex h-full items-center justify-center">
      <Spinner label="Looking at your connections" />
    </div>
  );
}
