import { CircleAlert } from 'lucide-react';
import { formatLatency } from '../../../ui/format.ts';
import { RightsChips } from '../keys/rights-chips.tsx';
import { permissionsOf } from '../keys/test-run.ts';
import { WithdrawalGuard } from '../keys/withdrawal-guard.tsx';
import { faultsOf } from '../settings-draft.ts';
import { SettingsForm } from '../settings-form.tsx';
import type { Wizard } from './use-wizard.ts';
import { needsWords } from './wizard-state.ts';

/** Everything once more before it is saved. */
export function ReviewStep({ wizard, isDeveloper }: { wizard: Wizard; isDeveloper: boolean }) {
  const { state, facts, move, test } = wizard;
  const { kind, settings, purpose } = state;
  if (kind === null || settings === null) return null;
  const permissions = permissionsOf(test.run);
  const { one } = kind.credentialWords;
  const latency = test.run.steps.findLast(({ latencyMs }) => latencyMs !== undefined)?.latencyMs;
  return (
    <div className="grid gap-6 @2xl:grid-cols-[1fr_280px]">
      <SettingsForm
        kind={kind}
        settings={settings}
        faults={faultsOf(settings, kind)}
        hasKeys={purpose !== 'look'}
        isDeveloper={isDeveloper}
        onChange={(change) => move({ do: 'change', change })}
      />
      <aside className="flex flex-col gap-4">
        <section className="flex flex-col gap-2 rounded border border-line bg-bg-1 p-3 text-12">
          <h3 className="text-13 font-medium">{kind.label}</h3>
          {purpose === 'look' ? (
            <p className="text-text-2">Prices only, without keys.</p>
          ) : (
            <div className="flex flex-col gap-1.5">
              <span className="text-text-2">The {one} may</span>
              <RightsChips permissions={permissions} />
            </div>
          )}
          {permissions?.canTrade === false && settings.isTradingEnabled && (
            <p className="flex items-start gap-2 text-text-1">
              <CircleAlert size={14} aria-hidden className="mt-px shrink-0 text-warn" />
              This {one} may not trade, so orders would be refused.
            </p>
          )}
          {latency !== undefined && (
            <p className="tabular text-text-2">{formatLatency(latency)} to the venue</p>
          )}
        </section>
        {needsWords(facts) && (
          <WithdrawalGuard words={state.withdrawalWords} onChange={(words) => move({ do: 'words', words })} />
        )}
        {wizard.saveFailure !== null && (
          <p role="alert" className="flex items-start gap-2 text-12 text-danger">
            <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
            <span data-selectable>{wizard.saveFailure}</span>
          </p>
        )}
      </aside>
    </div>
  );
}
