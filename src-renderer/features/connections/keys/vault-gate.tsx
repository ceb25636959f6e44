import { CircleAlert, KeyRound, LockKeyhole, type LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { VaultStateCard } from '../../../../src-shared/contract/vault.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import type { Host } from '../../../lib/host/host.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import { useHostStream } from '../../../lib/host/use-host-stream.ts';
import { Button } from '../../../ui/button.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { EntryBox } from './entry-box.tsx';
import { useEntry } from './use-entry.ts';

const open = ({ rpc }: Host, signal: AbortSignal) => rpc.vault.state({}, { signal });

export function useVaultState() {
  return useHostStream<VaultStateCard>(open);
}

/** Shows its children once keys can be kept: a place for them has been chosen, and it is open. */
export function VaultGate({ children }: { children(vault: VaultStateCard): ReactNode }) {
  const { value: vault, failure, retry } = useVaultState();
  if (vault === null) {
    return failure === null ? (
      <Spinner label="Looking at where keys are kept" />
    ) : (
      <div className="flex flex-col items-start gap-2">
        <Trouble text={failure} />
        <Button onClick={retry}>Try again</Button>
      </div>
    );
  }
  if (vault.phase === 'unset') return <ChoosePlace vault={vault} />;
  if (vault.phase === 'locked') return <Unlock vault={vault} />;
  return children(vault);
}

function ChoosePlace({ vault }: { vault: VaultStateCard }) {
  const { rpc } = useHost();
  const entry = useEntry();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const choose = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await rpc.vault.chooseKeychain({});
    } catch (error) {
      setFailure(failureSentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="@container flex flex-col gap-3" data-testid="vault-choose">
      <p className="text-13">
        First choose where this profile keeps its keys. They are encrypted either way.
      </p>
      <div className="grid gap-3 @xl:grid-cols-2">
        {entry.card?.state !== 'waiting' && (
          <Place
            icon={KeyRound}
            title="This system’s keychain"
            text={
              vault.isKeychainUsable
                ? 'Opens with your login; nothing more to remember.'
                : vault.keychainSentence
            }
          >
            <Button
              tone={vault.isKeychainUsable ? 'primary' : 'plain'}
              disabled={!vault.isKeychainUsable || isBusy}
              data-testid="vault-keychain"
              onClick={() => void choose()}
            >
              Use the keychain
            </Button>
            {!vault.isKeychainUsable && (
              <Button tone="ghost" onClick={() => void rpc.vault.recheck({}).catch(fail(setFailure))}>
                Look again
              </Button>
            )}
          </Place>
        )}
        <Place
          icon={LockKeyhole}
          title="A passphrase of yours"
          text="Works everywhere. You enter it after every start, and nobody can recover it for you."
        >
          <EntryBox
            entry={entry}
            what="the passphrase"
            beginLabel="Choose a passphrase"
            onBegin={() => void entry.begin(() => rpc.vault.beginPassphrase({}))}
            done="The passphrase was taken."
          />
        </Place>
      </div>
      {failure !== null && <Trouble text={failure} />}
    </div>
  );
}

function Unlock({ vault }: { vault: VaultStateCard }) {
  const { rpc } = useHost();
  const entry = useEntry();
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-3" data-testid="vault-locked">
      <p className="flex items-start gap-2.5 text-13">
        <LockKeyhole size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-warn" />
        <span>
          Your keys are locked. {vault.reason} {vault.wayBack}
        </span>
      </p>
      {vault.provider === 'passphrase' ? (
        <EntryBox
          entry={entry}
          what="the passphrase"
          beginLabel="Unlock"
          onBegin={() => void entry.begin(() => rpc.vault.beginUnlock({}))}
          done="Unlocked."
        />
      ) : (
        <div>
          <Button onClick={() => void rpc.vault.recheck({}).catch(fail(setFailure))}>Look again</Button>
        </div>
      )}
      {failure !== null && <Trouble text={failure} />}
    </div>
  );
}

const fail = (set: (text: string) => void) => (error: unknown) => set(failureSentence(error));

function Place({
  icon: Icon,
  title,
  text,
  children,
}: {
  icon: LucideIcon;
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-2.5 rounded border border-line-strong bg-bg-1 p-3">
      <h3 className="flex items-center gap-2 text-13 font-medium">
        <Icon size={16} strokeWidth={1.75} aria-hidden className="text-text-2" />
        {title}
      </h3>
      <p className="flex-1 text-12 text-text-2">{text}</p>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </section>
  );
}

function Trouble({ text }: { text: string }) {
  return (
    <p role="alert" className="flex items-start gap-2 text-12 text-danger">
      <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
      <span data-selectable>{text}</span>
    </p>
  );
}
