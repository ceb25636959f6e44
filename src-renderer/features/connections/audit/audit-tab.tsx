import { CircleAlert, Download, Search, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AuditEntryCard, SavedConnectionCard } from '../../../../src-shared/contract/connections.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../../lib/host/host-context.tsx';
import { usePreferences } from '../../../lib/preferences/preferences.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatTime, zoneName } from '../../../ui/format.ts';
import { Select } from '../../../ui/select.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { auditFileName, auditWord } from './audit-words.ts';
import { useAudit } from './use-audit.ts';

const keyOf = (entry: AuditEntryCard) => String(entry.sequence);

/** Who did what to which connection, and when. Nothing in it can be changed unseen. */
export function AuditTab({ cards }: { cards: readonly SavedConnectionCard[] }) {
  const { rpc } = useHost();
  const isLost = useHostStatus().phase !== 'connected';
  const [text, setText] = useState('');
  const [connection, setConnection] = useState('');
  const [exportFailure, setExportFailure] = useState<string | null>(null);
  const audit = useAudit(text, connection, cards);
  const zone = usePreferences((preferences) => preferences.timeZone);
  const shownZone = zone === 'exchange' ? 'UTC' : zone;
  const columns = useMemo(() => auditColumns(shownZone), [shownZone]);
  const options = [
    { value: '', label: 'All connections' },
    ...cards.map(({ id, settings }) => ({ value: id, label: settings.label })),
  ];
  const save = async () => {
    setExportFailure(null);
    try {
      const { csv } = await rpc.connections.exportAudit({});
      download(auditFileName(Date.now()), csv);
    } catch (error) {
      setExportFailure(failureSentence(error));
    }
  };
  const failure = audit.failure ?? exportFailure;
  return (
    <div className="flex h-full min-h-0 flex-col" data-testid="audit-tab">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line p-1.5">
        <TextField
          label="Search the audit log"
          isLabelHidden
          placeholder="Search"
          prefix={<Search size={14} aria-hidden className="text-text-3" />}
          className="min-w-36 flex-1"
          value={text}
          onChange={setText}
        />
        <Select
          label="Connection"
          options={options}
          value={connection}
          onChange={setConnection}
          className="max-w-48"
        />
        <Chain brokenAt={audit.brokenAt} isKnown={audit.entries !== null} />
        <Button
          size="small"
          tone="ghost"
          disabled={isLost}
          onClick={() => void save()}
          data-testid="audit-export"
        >
          <Download size={14} aria-hidden /> Export CSV
        </Button>
      </div>
      {failure !== null && (
        <p
          role="alert"
          className="flex items-start gap-2 border-b border-line px-2.5 py-1.5 text-12 text-danger"
        >
          <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
          <span data-selectable>{failure}</span>
          <Button size="small" tone="ghost" className="ml-auto" onClick={audit.reload}>
            Try again
          </Button>
        </p>
      )}
      <div className="min-h-0 flex-1">
        {audit.entries === null ? (
          failure === null && (
            <div className="flex h-full items-center justify-center">
              <Spinner label="Reading the log" />
            </div>
          )
        ) : (
          <DataTable
            label="Audit log"
            columns={columns}
            rows={audit.entries}
            rowKey={keyOf}
            empty={
              <EmptyState
                text={
                  text === '' && connection === ''
                    ? 'What is done to connections is written down here, from the first one on.'
                    : 'No entry matches.'
                }
              />
            }
          />
        )}
      </div>
      {audit.hasOlder && (
        <div className="flex shrink-0 justify-center border-t border-line p-1">
          <Button
            size="small"
            tone="ghost"
            disabled={audit.isLoading || isLost}
            onClick={() => void audit.loadOlder()}
          >
            {audit.isLoading ? 'Loading…' : 'Load older'}
          </Button>
        </div>
      )}
    </div>
  );
}

function Chain({ brokenAt, isKnown }: { brokenAt: number | null; isKnown: boolean }) {
  if (!isKnown) return null;
  const isWhole = brokenAt === null;
  const Icon = isWhole ? ShieldCheck : ShieldAlert;
  return (
    <span
      data-testid="audit-chain"
      data-broken-at={brokenAt ?? ''}
      data-tooltip={
        isWhole
          ? 'Each entry carries the hash of the one before; all of them fit.'
          : 'This entry does not follow from the one before: somebody wrote to the file from outside.'
      }
      className={`flex items-center gap-1.5 px-1 text-12 ${isWhole ? 'text-text-2' : 'font-semibold text-danger'}`}
    >
      <Icon size={14} aria-hidden className={isWhole ? 'text-up' : 'text-danger'} />
      {isWhole ? 'Chain whole' : `Chain broken at entry ${brokenAt}`}
    </span>
  );
}

function auditColumns(zone: string): readonly DataColumn<AuditEntryCard>[] {
  return [
    {
      id: 'sequence',
      title: '#',
      width: 52,
      leftOutBelow: 560,
      isNumber: true,
      value: (row) => row.sequence,
      cell: (row) => <span className="text-text-3">{row.sequence}</span>,
    },
    {
      id: 'time',
      title: `Time (${zoneName(Date.now(), zone)})`,
      width: 166,
      isNumber: true,
      value: (row) => row.at,
      cell: (row) => <span className="text-text-2">{formatTime(row.at, zone, 'date-second')}</span>,
    },
    {
      id: 'action',
      title: 'What',
      width: 110,
      value: (row) => auditWord(row.action).word,
      cell: (row) => {
        const { word, tone } = auditWord(row.action);
        return (
          <span data-testid="audit-row" data-action={row.action}>
            <Badge tone={tone}>{word}</Badge>
          </span>
        );
      },
    },
    {
      id: 'label',
      title: 'Connection',
      width: 104,
      leftOutBelow: 380,
      value: (row) => row.label,
      cell: (row) => <span className="font-medium">{row.label}</span>,
    },
    {
      id: 'detail',
      title: 'Detail',
      width: 280,
      leftOutBelow: 680,
      value: (row) => row.detail,
      cell: (row) => (
        <span className="text-text-2" data-tooltip={row.detail}>
          {row.detail}
        </span>
      ),
    },
  ];
}

function download(name: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
