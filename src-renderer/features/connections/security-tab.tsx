import { CircleAlert, CircleCheck, CircleHelp, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { PracticeCard, SavedConnectionCard } from '../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useVaultState } from './keys/vault-gate.tsx';
import { VaultSection } from './keys/vault-section.tsx';

interface SecurityTabProps {
  readonly cards: readonly SavedConnectionCard[];
  onShow(connection: string): void;
}

const faces: Readonly<
  Record<PracticeCard['result'], { readonly icon: LucideIcon; readonly tone: string; readonly word: string }>
> = {
  met: { icon: CircleCheck, tone: 'text-up', word: 'Met' },
  attention: { icon: TriangleAlert, tone: 'text-warn', word: 'Worth doing' },
  missed: { icon: CircleAlert, tone: 'text-danger', word: 'Not met' },
  unknown: { icon: CircleHelp, tone: 'text-text-3', word: 'Not known' },
};

/** Good practice, and which of it this profile keeps. */
export function SecurityTab({ cards, onShow }: SecurityTabProps) {
  const { rpc } = useHost();
  const { phase, generation } = useHostStatus();
  const [practices, setPractices] = useState<readonly PracticeCard[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const vault = useVaultState().value;
  const look = useCallback(async () => {
    try {
      setPractices(await rpc.connections.security({}));
      setFailure(null);
    } catch (error) {
      setFailure(failureSentence(error));
    }
  }, [rpc]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: cards, vault and generation ask again
  useEffect(() => {
    if (phase === 'connected') void look();
  }, [look, phase, generation, cards, vault]);
  if (practices === null) {
    return failure === null ? (
      <div className="flex h-full items-center justify-center">
        <Spinner label="Looking" />
      </div>
    ) : (
      <EmptyState
        tone="danger"
        icon={CircleAlert}
        text={failure}
        action={<Button onClick={() => void look()}>Try again</Button>}
      />
    );
  }
  const met = practices.filter(({ result }) => result === 'met').length;
  return (
    <div className="@container h-full overflow-y-auto p-4" data-testid="security-tab">
      <div className="mx-auto flex max-w-3xl flex-col gap-5">
        <header className="flex items-center justify-between gap-3">
          <h3 className="text-15 font-semibold">
            {met} of {practices.length} good practices met
          </h3>
        </header>
        {vault !== null && <VaultSection vault={vault} />}
        <ul className="flex flex-col">
          {practices.map((practice) => (
            <Practice key={practice.id} practice={practice} cards={cards} onShow={onShow} />
          ))}
        </ul>
        <p className="text-12 text-text-3">
          Tidemark does not protect against programs that run as you while the vault is open.
        </p>
      </div>
    </div>
  );
}

function Practice({ practice, cards, onShow }: { practice: PracticeCard } & SecurityTabProps) {
  const { icon: Icon, tone, word } = faces[practice.result];
  const concerned = cards.filter(({ id }) => practice.connections.includes(id));
  return (
    <li
      className="grid grid-cols-[18px_1fr] gap-3 border-t border-line py-3 first:border-t-0"
      data-practice={practice.id}
      data-result={practice.result}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden className={`mt-px ${tone}`} />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-13 font-medium">
          {practice.label}
          <span className={`text-12 font-normal ${practice.result === 'unknown' ? 'text-text-2' : tone}`}>
            {word}
          </span>
        </p>
        <p className="text-12 text-text-2" data-selectable>
          {practice.sentence}
        </p>
        {concerned.length > 0 && (
          <p className="flex flex-wrap gap-1.5 pt-0.5">
            {concerned.slice(0, 12).map(({ id, settings }) => (
              <Button key={id} size="small" onClick={() => onShow(id)}>
                {settings.label}
              </Button>
            ))}
            {concerned.length > 12 && (
              <span className="self-center text-12 text-text-2">and {concerned.length - 12} more</span>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
