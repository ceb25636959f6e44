import { Check, ExternalLink, Minus } from 'lucide-react';
import { useState } from 'react';
import type { VenueKindCard } from '../../../../src-shared/contract/connections.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { DeveloperSettings } from '../developer-settings.tsx';
import { AddressGuide } from '../keys/address-guide.tsx';
import { EntryBox } from '../keys/entry-box.tsx';
import { VaultGate } from '../keys/vault-gate.tsx';
import { SessionNotice } from '../session-notice.tsx';
import { environmentNames, faultsOf, type Purpose, purposesOf } from '../settings-draft.ts';
import { VenueSettings } from '../venue-settings.tsx';
import type { Wizard } from './use-wizard.ts';

const purposeWords: Readonly<Record<Purpose, readonly [title: string, text: string]>> = {
  look: ['Live prices only', 'Charts, watchlists, books. No account and no keys.'],
  read: ['See my account', 'Balances, positions, orders and fills. A key that may only read is enough.'],
  trade: ['Trade', 'Everything, and orders. The key must be allowed to trade, never to withdraw.'],
};

const loginPurposeWords: Readonly<Record<Purpose, string>> = {
  look: purposeWords.look[1],
  read: 'Prices, balances, positions, orders and fills. Nothing can be sent from here.',
  trade: 'All of that, and orders.',
};

/** What it is for, and the keys that this needs. The keys themselves are typed elsewhere. */
export function KeysStep({ wizard, isDeveloper }: { wizard: Wizard; isDeveloper: boolean }) {
  const { state, move } = wizard;
  const { kind, settings, purpose } = state;
  if (kind === null || settings === null) return null;
  const isLogin = takesLogin(kind);
  return (
    <div className="flex flex-col gap-5">
      <fieldset className="grid gap-2 @xl:grid-cols-3" aria-label="What for">
        {purposesOf(kind).map((one) => (
          <label
            key={one}
            data-purpose={one}
            className={classNames(
              'flex flex-col gap-0.5 rounded border p-3 hover:bg-bg-3',
              'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
              one === purpose ? 'border-accent bg-accent-ground' : 'border-line-strong bg-bg-1',
            )}
          >
            <input
              type="radio"
              name="purpose"
              className="sr-only"
              data-autofocus={one === purpose ? '' : undefined}
              aria-label={purposeWords[one][0]}
              checked={one === purpose}
              onChange={() => move({ do: 'want', purpose: one })}
            />
            <span className="text-13 font-medium">{purposeWords[one][0]}</span>
            <span className="text-12 text-text-2">
              {isLogin ? loginPurposeWords[one] : purposeWords[one][1]}
            </span>
          </label>
        ))}
      </fieldset>
      {kind.environments.length > 1 && (
        <div className="flex items-center gap-3">
          <span className="text-12 text-text-2">Environment</span>
          <Segmented
            label="Environment"
            value={settings.environment}
            onChange={(environment) => move({ do: 'change', change: { environment } })}
            options={kind.environments.map((value) => ({ value, label: environmentNames[value] }))}
          />
          {settings.environment === 'testnet' && (
            <span className="text-12 text-text-2">
              {isLogin ? 'Play money.' : 'Play money. Its keys are made on the testnet’s own page.'}
            </span>
          )}
        </div>
      )}
      <VenueSettings
        kind={kind}
        settings={settings}
        faults={{}}
        onChange={(change) => move({ do: 'change', change })}
      />
      {kind.sessionNotice !== '' && <SessionNotice text={kind.sessionNotice} />}
      {purpose === 'look' ? (
        <p className="text-12 text-text-2">
          Nothing to enter. {kind.label} gives prices to everyone; keys can be added at any time.
        </p>
      ) : (
        <WithKeys wizard={wizard} kind={kind} />
      )}
      <ProxyChoice wizard={wizard} />
      {isDeveloper && (
        <DeveloperSettings settings={settings} onChange={(change) => move({ do: 'change', change })} />
      )}
    </div>
  );
}

function WithKeys({ wizard, kind }: { wizard: Wizard; kind: VenueKindCard }) {
  const { state, entry } = wizard;
  const isLogin = takesLogin(kind);
  const { many } = kind.credentialWords;
  return (
    <div className="grid gap-5 @2xl:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <section className="flex flex-col gap-2">
          <h3 className="flex items-center justify-between gap-2 text-13 font-medium">
            {isLogin ? 'What you need at' : 'Make a key at'} {kind.label}
            <a
              href={kind.keyPage}
              target="_blank"
              rel="noopener noreferrer"
              className="inline-flex items-center gap-1 rounded text-12 font-normal text-accent hover:underline"
            >
              {hostOf(kind.keyPage)} <ExternalLink size={12} aria-hidden />
            </a>
          </h3>
          <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-12 text-text-1 marker:text-text-3">
            {kind.keyInstructions.map((line) => (
              <li key={line} data-selectable>
                {line}
              </li>
            ))}
          </ol>
        </section>
        {kind.rights.length > 0 && (
          <section className="flex flex-col gap-2">
            <h3 className="text-13 font-medium">Rights</h3>
            <ul className="flex flex-col gap-1.5 text-12">
              {kind.rights.map((line) => {
                const isNever = /\bnever\b/i.test(line);
                const Icon = isNever ? Minus : Check;
                return (
                  <li key={line} className="flex items-start gap-2">
                    <Icon
                      size={14}
                      aria-hidden
                      className={classNames('mt-px shrink-0', isNever ? 'text-danger' : 'text-up')}
                    />
                    {line}
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <section className="flex flex-col gap-2">
          <h3 className="text-13 font-medium">Enter it</h3>
          <VaultGate>
            {(vault) => (
              <>
                {entry.card === null && (
                  <p className="text-12 text-text-2">
                    {isLogin ? 'They are' : 'Keys are'} typed outside of this page and go straight into{' '}
                    {vault.provider === 'keychain' ? 'this system’s keychain' : 'your vault'}.
                  </p>
                )}
                <EntryBox
                  entry={entry}
                  what={`your ${many}`}
                  beginLabel={`Enter the ${many}`}
                  onBegin={wizard.beginEntry}
                  isDisabled={state.settings?.label.trim() === ''}
                  done={`The ${many} have arrived. They are kept only if you save; closing this wipes them.`}
                />
              </>
            )}
          </VaultGate>
        </section>
        <AddressGuide text={kind.addressBinding} proxy={state.settings?.proxy ?? ''} />
      </div>
    </div>
  );
}

function ProxyChoice({ wizard }: { wizard: Wizard }) {
  const { kind, settings } = wizard.state;
  const [isOpen, setOpen] = useState((settings?.proxy ?? '') !== '');
  if (kind === null || settings === null) return null;
  if (!isOpen) {
    return (
      <div>
        <Button tone="ghost" size="small" onClick={() => setOpen(true)}>
          Go through a proxy…
        </Button>
      </div>
    );
  }
  return (
    <TextField
      className="max-w-md"
      label="Proxy, for a fixed outgoing address"
      placeholder="none"
      value={settings.proxy}
      error={faultsOf(settings, kind).proxy}
      hint={`http://host:port or socks5://user@host:port. Its password is entered with the ${kind.credentialWords.many}.`}
      onChange={(proxy) => wizard.move({ do: 'change', change: { proxy } })}
    />
  );
}

/** A name and a password instead of a key that the venue made. */
function takesLogin({ credentialFields }: VenueKindCard): boolean {
  return credentialFields.some(({ name }) => name === 'password');
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
