import { CircleCheck, Copy } from 'lucide-react';
import type { ImportReport } from '../../../src-shared/contract/imports.ts';
import { Button } from '../../ui/button.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { toTsv } from '../../ui/data-table-model.ts';
import { formatCount, formatTime } from '../../ui/format.ts';

type Rejection = ImportReport['rejected'][number];

const rejectionColumns: readonly DataColumn<Rejection>[] = [
  {
    id: 'line',
    title: 'Line',
    width: 70,
    isNumber: true,
    value: (row) => row.line,
    cell: (row) => formatCount(row.line),
  },
  { id: 'reason', title: 'Why it was left out', width: 260, value: (row) => row.reason },
];

/** What became of the file, to the row. */
export function ReportStep({ report }: { report: ImportReport }) {
  const { rejected, rejectedCount } = report;
  return (
    <div className="flex h-full min-h-0 flex-col" data-testid="import-report">
      <div className="flex shrink-0 flex-col gap-3 p-4">
        <p className="flex items-center gap-2 text-13">
          <CircleCheck size={16} aria-hidden className="text-accent" />
          <span>{headline(report)}</span>
        </p>
        <dl className="tabular flex flex-wrap gap-x-8 gap-y-2">
          <Figure name="Imported" value={report.imported} field="imported" isStrong />
          <Figure name="Already there" value={report.duplicates} field="duplicates" />
          <Figure name="Replaced" value={report.replaced} field="replaced" />
          <Figure name="Left out" value={rejectedCount} field="rejected" />
        </dl>
        {report.first !== undefined && report.last !== undefined && (
          <p className="tabular text-12 text-text-2">
            {formatTime(report.first, 'UTC', 'date-minute')} to{' '}
            {formatTime(report.last, 'UTC', 'date-minute')} UTC
          </p>
        )}
      </div>
      {rejectedCount > 0 && (
        <section aria-label="Lines left out" className="flex min-h-40 flex-1 flex-col border-t border-line">
          <header className="flex shrink-0 items-center gap-2 px-2.5 py-1 text-12 text-text-2">
            <span className="flex-1">
              {rejected.length < rejectedCount
                ? `The first ${formatCount(rejected.length)} of ${formatCount(rejectedCount)} lines that were left out`
                : 'Lines that were left out'}
            </span>
            <Button
              size="small"
              tone="ghost"
              onClick={() => void navigator.clipboard.writeText(toTsv(rejectionColumns, rejected))}
            >
              <Copy size={14} aria-hidden /> Copy
            </Button>
          </header>
          <div className="min-h-0 flex-1">
            <DataTable
              label="Lines left out"
              columns={rejectionColumns}
              rows={rejected}
              rowKey={(row) => `${row.line} ${row.reason}`}
              testId="import-rejected"
            />
          </div>
        </section>
      )}
    </div>
  );
}

function headline({ instrument, imported, duplicates }: ImportReport): string {
  if (imported > 0) return `${instrument} is stored.`;
  if (duplicates > 0) return `Nothing new: ${instrument} had all of it already.`;
  return `${instrument} is unchanged.`;
}

interface FigureProps {
  readonly name: string;
  readonly value: number;
  readonly field: string;
  readonly isStrong?: boolean;
}

function Figure({ name, value, field, isStrong = false }: FigureProps) {
  return (
    <div className="flex flex-col">
      <dt className="text-12 text-text-2">{name}</dt>
      <dd
        data-figure={field}
        className={`text-20 font-medium ${value === 0 ? 'text-text-3' : isStrong ? 'text-accent' : 'text-text-1'}`}
      >
        {formatCount(value)}
      </dd>
    </div>
  );
}
