import { TriangleAlert } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import type { ImportMapping } from '../../../src-shared/contract/imports.ts';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import {
  delimiterNames,
  isTimeZone,
  kindNames,
  mappingFaults,
  meaningNames,
  meaningsOf,
  timeFormatNames,
  withKind,
  withMeaning,
} from './column-meanings.ts';
import type { WizardStage } from './import-wizard-state.ts';

interface ColumnsStepProps {
  readonly stage: Extract<WizardStage, { name: 'preview' }>;
  onMapping(mapping: ImportMapping): void;
}

/** What was found out about the file, and the chance to correct it: every change shows the rows again. */
export function ColumnsStep({ stage, onMapping }: ColumnsStepProps) {
  const { preview, mapping, note, isRefreshing } = stage;
  const faults = mappingFaults(mapping);
  return (
    <div className="flex flex-col gap-3 p-3">
      <div className="flex flex-wrap items-center gap-2 text-12 text-text-2">
        <span>{preview.layout === 'unknown' ? 'Not a layout that is known' : 'Recognised as'}</span>
        {preview.layout !== 'unknown' && <Badge>{layoutNames[preview.layout] ?? preview.layout}</Badge>}
        <Badge>{preview.encoding}</Badge>
      </div>
      <Choices mapping={mapping} onMapping={onMapping} />
      {note !== null && (
        <Note
          tone="text-danger"
          text={`With these choices the file cannot be read: ${note} Choose differently.`}
        />
      )}
      {faults.map((fault) => (
        <Note key={fault} tone="text-danger" text={fault} />
      ))}
      {preview.warnings.map((warning) => (
        <Note key={warning} tone="text-warn" text={warning} />
      ))}
      <PreviewTable stage={stage} isRefreshing={isRefreshing} onMapping={onMapping} />
    </div>
  );
}

/** Layouts whose own name says little. */
const layoutNames: Readonly<Record<string, string>> = {
  generic: 'a plain table',
  metatrader: 'MetaTrader',
  tradingview: 'TradingView',
  histdata: 'HistData',
  truefx: 'TrueFX',
  dukascopy: 'Dukascopy',
  'binance-kline': 'Binance klines',
  'binance-trades': 'Binance trades',
  'binance-agg-trades': 'Binance aggregate trades',
};

function Note({ tone, text }: { tone: string; text: string }) {
  return (
    <p className="flex items-start gap-2 text-12">
      <TriangleAlert size={14} aria-hidden className={`mt-px shrink-0 ${tone}`} />
      <span data-selectable>{text}</span>
    </p>
  );
}

interface ChoicesProps {
  readonly mapping: ImportMapping;
  onMapping(mapping: ImportMapping): void;
}

function Choices({ mapping, onMapping }: ChoicesProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <Choice
        label="Rows are"
        names={kindNames}
        value={mapping.kind}
        onChange={(kind) => onMapping(withKind(mapping, kind))}
      />
      <Choice
        label="Cells are split by"
        names={delimiterNames}
        value={mapping.delimiter}
        onChange={(delimiter) => onMapping({ ...mapping, delimiter })}
      />
      <Choice
        label="Times are written as"
        names={timeFormatNames}
        value={mapping.timeFormat}
        onChange={(timeFormat) => onMapping({ ...mapping, timeFormat })}
      />
      {!mapping.timeFormat.startsWith('epoch') && (
        <ZoneField zone={mapping.timeZone} onZone={(timeZone) => onMapping({ ...mapping, timeZone })} />
      )}
      <span className="flex h-7 items-center">
        <Checkbox
          label="The first line has names"
          isChecked={mapping.hasHeader}
          onChange={(hasHeader) => onMapping({ ...mapping, hasHeader })}
        />
      </span>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  onChange(value: T): void;
}

function Choice<T extends string>({ label, names, value, onChange }: ChoiceProps<T>) {
  const values = Object.keys(names) as T[];
  return (
    <div className="flex flex-col gap-1">
      <span className="text-12 text-text-2" aria-hidden>
        {label}
      </span>
      <Select
        label={label}
        value={value}
        options={values.map((one) => ({ value: one, label: names[one] }))}
        onChange={(text) => {
          const chosen = values.find((one) => one === text);
          if (chosen !== undefined) onChange(chosen);
        }}
      />
    </div>
  );
}

/** Takes effect once what is written is a zone. */
function ZoneField({ zone, onZone }: { zone: string; onZone(zone: string): void }) {
  const [text, setText] = useState(zone);
  const list = useId();
  useEffect(() => setText(zone), [zone]);
  return (
    <>
      <TextField
        label="Times without a zone are in"
        className="w-46"
        list={list}
        value={text}
        error={isTimeZone(text) ? undefined : 'Such as UTC or America/New_York'}
        onChange={(written) => {
          setText(written);
          if (isTimeZone(written) && written !== zone) onZone(written);
        }}
      />
      <datalist id={list}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

interface PreviewTableProps extends ColumnsStepProps {
  readonly isRefreshing: boolean;
}

/** The first rows as the file has them, with a chooser of meaning above each column. */
function PreviewTable({ stage, isRefreshing, onMapping }: PreviewTableProps) {
  const { preview, mapping } = stage;
  const options = meaningsOf(mapping.kind).map((value) => ({ value, label: meaningNames[value] }));
  const columns = mapping.columns.map((meaning, index) => ({
    meaning,
    index,
    name: preview.columnNames[index] ?? '',
  }));
  return (
    <div
      className={`overflow-x-auto rounded border border-line transition-opacity ${isRefreshing ? 'opacity-50' : ''}`}
      aria-busy={isRefreshing}
      data-testid="import-preview"
    >
      <table className="tabular w-full text-12">
        <thead>
          <tr>
            {columns.map(({ meaning, index, name }) => (
              <th
                key={index}
                scope="col"
                className="border-b border-line-strong bg-bg-2 p-1.5 text-left font-normal"
              >
                <Select
                  label={`Meaning of column ${index + 1}${name === '' ? '' : `, ${name}`}`}
                  className={`w-full min-w-28 ${meaning === 'ignore' ? 'text-text-3' : 'text-accent'}`}
                  value={meaning}
                  options={options}
                  onChange={(value) => {
                    const chosen = options.find((option) => option.value === value);
                    if (chosen !== undefined) onMapping(withMeaning(mapping, index, chosen.value));
                  }}
                />
                <span className="mt-1 block max-w-48 truncate px-1 text-11 text-text-3">
                  {name === '' ? `Column ${index + 1}` : name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have no other name than their place
            <tr key={line} className="h-6 border-b border-line last:border-b-0">
              {columns.map(({ meaning, index }) => (
                <td
                  key={index}
                  className={`max-w-60 truncate px-2.5 ${meaning === 'ignore' ? 'text-text-3' : 'text-text-1'}`}
                >
                  {row[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
