import { History, Layers, ListOrdered, Radio, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VenueKindCard } from '../../../../src-shared/contract/connections.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { freshLabel } from '../cards/card-face.ts';
import { environmentNames } from '../settings-draft.ts';
import { VenueMark } from '../venue-mark.tsx';
import type { Wizard } from './use-wizard.ts';

interface VenueStepProps {
  readonly wizard: Wizard;
  readonly kinds: readonly VenueKindCard[];
  readonly takenLabels: readonly string[];
}

/** Which venue, with what each can do before anyone logs in. */
export function VenueStep({ wizard, kinds, takenLabels }: VenueStepProps) {
  const { state, move } = wizard;
  const chosen = state.kind;
  return (
    <div className="grid flex-1 content-start gap-4 @2xl:grid-cols-[300px_1fr]">
      <fieldset className="flex flex-col gap-2" aria-label="Venues">
        {kinds.map((kind, index) => (
          <label
            key={kind.kind}
            data-kind={kind.kind}
            className={classNames(
              'flex items-start gap-3 rounded border p-3 transition-colors hover:bg-bg-3',
              'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
              chosen?.kind === kind.kind ? 'border-accent bg-accent-ground' : 'border-line-strong bg-bg-1',
            )}
          >
            <input
              type="radio"
              name="venue"
              className="sr-only"
              data-autofocus={(chosen === null ? index === 0 : chosen.kind === kind.kind) ? '' : undefined}
              aria-label={kind.label}
              checked={chosen?.kind === kind.kind}
              onChange={() => move({ do: 'choose-venue', kind, label: freshLabel(kind.label, takenLabels) })}
            />
            <VenueMark label={kind.label} />
            <span className="min-w-0 flex-1">
              <span className="flex items-center justify-between gap-2">
                <span className="text-13 font-medium">{kind.label}</span>
                {kind.isPublic && <Badge tone="up">Works without keys</Badge>}
              </span>
              <span className="block text-12 text-text-2">{kind.summary}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {chosen === null ? (
        <p className="self-center text-center text-12 text-text-2">
          Choose a venue to see what it can do. Nothing is sent before the test.
        </p>
      ) : (
        <VenueDetails
          kind={chosen}
          hasRead={state.hasRead}
          onRead={(hasRead) => move({ do: 'read', hasRead })}
        />
      )}
    </div>
  );
}

function VenueDetails({
  kind,
  hasRead,
  onRead,
}: {
  kind: VenueKindCard;
  hasRead: boolean;
  onRead(hasRead: boolean): void;
}) {
  return (
    <section className="flex min-w-0 flex-col gap-4" aria-label={kind.label} data-testid="venue-details">
      <header className="flex items-center gap-2.5">
        <h3 className="text-15 font-semibold">{kind.label}</h3>
        {kind.environments.map((environment) => (
          <Badge key={environment} tone={environment === 'live' ? 'accent' : 'plain'}>
            {environmentNames[environment]}
          </Badge>
        ))}
      </header>
      {kind.warnings.length > 0 && (
        <div className="flex flex-col gap-2.5 rounded border border-warn bg-warn-ground p-3">
          {kind.warnings.map((warning) => (
            <p key={warning} className="flex items-start gap-2.5 text-12 text-text-1">
              <TriangleAlert size={14} aria-hidden className="mt-px shrink-0 text-warn" />
              {warning}
            </p>
          ))}
          <Checkbox label="I have read this" isChecked={hasRead} onChange={onRead} />
        </div>
      )}
      <dl className="flex flex-col gap-3">
        <Fact icon={<Layers size={14} aria-hidden />} name="Products">
          {kind.products.map(({ label }) => label).join(', ')}
        </Fact>
        <Fact icon={<Radio size={14} aria-hidden />} name="Live prices">
          {kind.isPublic ? 'Without an account or keys' : `With ${kind.credentialWords.many}`}
        </Fact>
        <Fact icon={<History size={14} aria-hidden />} name="History">
          {kind.historyReach}
        </Fact>
        <Fact icon={<ListOrdered size={14} aria-hidden />} name="Orders">
          {kind.canTrade ? kind.orderTypes.join(', ') : 'Cannot be placed from here'}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[110px_1fr] gap-3 text-12">
      <dt className="flex items-center gap-2 self-start text-text-2">
        {icon}
        {name}
      </dt>
      <dd className="text-text-1">{children}</dd>
    </div>
  );
}
