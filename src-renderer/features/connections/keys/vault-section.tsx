import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { VaultSettings, VaultStateCard, VaultWish } from '../../../../src-shared/contract/vault.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Select } from '../../../ui/select.tsx';
import { EntryBox } from './entry-box.tsx';
import { useEntry } from './use-entry.ts';
import { VaultGate } from './vault-gate.tsx';
import { idleChoices, wishWords } from './vault-words.ts';

/** Where the keys of this profile are, and everything that can be done about that. No passphrase is typed here. */
export function VaultSection({ vault }: { vault: VaultStateCard }) {
  const isLost = useHostStatus().phase !== 'connected';
  return (
    <section
      aria-label="Where keys are kept"
      className="flex flex-col gap-3 rounded border border-line-strong bg-bg-2 p-3"
      data-testid="vault-section"
      data-phase={vault.phase}
      data-provider={vault.provider}
    >
      {vault.phase === 'ready' ? <Open vault={vault} isLost={isLost} /> : <VaultGate>{() => null}</VaultGate>}
      {vault.phase === 'ready' && vault.provider === 'passphrase' && (
        <Locking settings={vault.settings} isLost={isLost} />
      )}
      {vault.phase === 'locked' && <StartAnew isLost={isLost} />}
    </section>
  );
}

function Open({ vault, isLost }: { vault: VaultStateCard; isLost: boolean }) {
  const isUnder = vault.provider === 'passphrase';
  return (
    <>
      <div className="flex items-start gap-2.5">
        <LockKeyholeOpen size={16} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-text-2" />
        <p className="min-w-0 flex-1 text-13">
          {isUnder
            ? 'Your keys are in this profile’s vault, under your passphrase. They are unlocked.'
            : 'Your keys are in this system’s keychain.'}
        </p>
        {isUnder && <LockNow isLost={isLost} />}
      </div>
      <Wishes
        wishes={isUnder ? ['change-passphrase', 'move-to-keychain'] : ['move-to-passphrase']}
        isLost={isLost}
      />
    </>
  );
}

/** Each wish is one button; the one that was pressed goes on in the box below. */
function Wishes({ wishes, isLost }: { wishes: readonly VaultWish[]; isLost: boolean }) {
  const { rpc } = useHost();
  const entry = useEntry();
  const [wish, setWish] = useState<VaultWish | null>(null);
  const begin = (wanted: VaultWish) => {
    setWish(wanted);
    void entry.begin(() => rpc.vault.beginWish({ wish: wanted }));
  };
  const isWaiting = entry.card?.state === 'waiting';
  return (
    <>
      {!isWaiting && (
        <div className="flex flex-wrap gap-2">
          {wishes.map((one) => (
            <Button
              key={one}
              size="small"
              disabled={isLost || entry.isBeginning}
              data-wish={one}
              onClick={() => begin(one)}
            >
              {wishWords[one].button}
            </Button>
          ))}
        </div>
      )}
      {wish !== null && (entry.card !== null || entry.failure !== null) && (
        <EntryBox
          entry={entry}
          what={wishWords[wish].what}
          beginLabel={wishWords[wish].button}
          onBegin={() => begin(wish)}
          isDisabled={isLost}
          isOnce
          done={wishWords[wish].done}
        />
      )}
    </>
  );
}

function StartAnew({ isLost }: { isLost: boolean }) {
  return (
    <details className="border-t border-line pt-2.5 text-12">
      <summary className="cursor-default rounded text-text-2 hover:text-text-1">
        The passphrase or the keychain is lost
      </summary>
      <div className="mt-2.5 flex flex-col gap-2.5">
        <p>
          Nobody can recover the keys. You can leave them behind and start anew: connections, charts and the
          journal stay, but every connection needs its keys again (Rotate keys), and the old keys should be
          deleted at the venues. The files of the old vault are set aside, not deleted. A sentence that you
          type confirms it.
        </p>
        <Wishes wishes={['start-anew-keychain', 'start-anew-passphrase']} isLost={isLost} />
      </div>
    </details>
  );
}

function Locking({ settings, isLost }: { settings: VaultSettings; isLost: boolean }) {
  const { rpc } = useHost();
  const [failure, setFailure] = useState<string | null>(null);
  const save = async (change: Partial<VaultSettings>) => {
    setFailure(null);
    try {
      await rpc.vault.saveSettings({ ...settings, ...change });
    } catch (error) {
      setFailure(failureSentence(error));
    }
  };
  return (
    <div className="flex flex-col gap-2.5 border-t border-line pt-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="flex items-center gap-2 text-13">
          <span aria-hidden>Lock when no key was used for</span>
          <Select
            label="Lock when no key was used for"
            options={idleChoices(settings.lockAfterIdleMinutes)}
            value={String(settings.lockAfterIdleMinutes)}
            onChange={(value) => void save({ lockAfterIdleMinutes: Number(value) })}
            disabled={isLost}
          />
        </span>
        <Checkbox
          label="Lock with the screen and in sleep (desktop)"
          isChecked={settings.locksWithScreen}
          onChange={(locksWithScreen) => void save({ locksWithScreen })}
          isDisabled={isLost}
        />
      </div>
      <p className="text-12 text-text-2">
        Locked keys cannot sign: connections that need them cannot reconnect or place orders until you unlock.
      </p>
      <Failed text={failure} />
    </div>
  );
}

function LockNow({ isLost }: { isLost: boolean }) {
  const { rpc } = useHost();
  const [failure, setFailure] = useState<string | null>(null);
  const lock = async () => {
    try {
      await rpc.vault.lock({});
    } catch (error) {
      setFailure(failureSentence(error));
    }
  };
  return (
    <span className="flex shrink-0 items-center gap-2">
      <Failed text={failure} />
      <Button size="small" disabled={isLost} onClick={() => void lock()} data-testid="vault-lock">
        <LockKeyhole size={14} aria-hidden /> Lock now
      </Button>
    </span>
  );
}

function Failed({ text }: { text: string | null }): ReactNode {
  return text === null ? null : (
    <p role="alert" className="text-12 text-danger" data-selectable>
      {text}
    </p>
  );
}
