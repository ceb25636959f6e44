import { Activity, CircleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { SavedConnectionCard } from '../../../../src-shared/contract/connections.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { type HealthRow, healthColumns } from './health-columns.tsx';
import { HealthDetail } from './health-detail.tsx';
import { useHealthHistory } from './use-health.ts';

const keyOf = (row: HealthRow) => row.card.id;

/** How every connection has been: a line each, and all of the chosen one beneath. */
export function HealthTab({ cards }: { cards: readonly SavedConnectionCard[] }) {
  const { stream, byId, history } = useHealthHistory();
  const [chosen, setChosen] = useState<string | null>(null);
  const columns = useMemo(healthColumns, []);
  const rows = cards.map((card) => ({ card, health: byId.get(card.id), rates: history.of(card.id) }));
  const shown =
    rows.find(({ card }) => card.id === chosen) ?? rows.find(({ health }) => health !== undefined);
  if (stream.failure !== null && stream.value === null) {
    return (
      <EmptyState
        tone="danger"
        icon={CircleAlert}
        text={stream.failure}
        action={<Button onClick={stream.retry}>Try again</Button>}
      />
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col" data-testid="health-tab">
      <div className="min-h-32 flex-[3]">
        <DataTable
          label="Health of connections"
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          onSelect={(row) => setChosen(row.card.id)}
        />
      </div>
      <div className="min-h-40 flex-[4] overflow-y-auto border-t border-line-strong">
        {shown?.health === undefined ? (
          <EmptyState
            icon={Activity}
            text={
              chosen === null
                ? 'Nothing is connected. Figures appear with the first connection.'
                : 'It is not connected, so there are no figures. Its history is in the audit.'
            }
          />
        ) : (
          <HealthDetail card={shown.card} health={shown.health} rates={shown.rates} />
        )}
      </div>
    </div>
  );
}
