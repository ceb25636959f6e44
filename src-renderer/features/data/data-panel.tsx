import { CircleAlert, Download, Import, RefreshCw, Search, WifiOff } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { useCommands } from '../../lib/commands/use-commands.ts';
import { failureSentence } from '../../lib/host/failure-sentence.ts';
import { useHost, useHostStatus } from '../../lib/host/host-context.tsx';
import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FileDrop } from './file-drop.tsx';
import { ImportWizard } from './import-wizard.tsx';
import { MarketDialog } from './market-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { matches, type StoredRow } from './stored-row.ts';
import { StoredTable } from './stored-table.tsx';
import { TradesDialog } from './trades-dialog.tsx';
import { useImportSession } from './use-import-session.ts';
import { useStored } from './use-stored.ts';

/** What market history is stored, and the way in for more. */
export function DataPanel({ link, linkedInstrument, chooseInstrument, isActive }: PanelProps) {
  const { rpc } = useHost();
  const hostStatus = useHostStatus();
  const stored = useStored();
  const { session, wizard } = useImportSession(stored.reload);
  const [filter, setFilter] = useState('');
  const [removing, setRemoving] = useState<StoredRow | null>(null);
  const [described, setDescribed] = useState<InstrumentId | null>(null);
  const [isFetching, setFetching] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const isLost = hostStatus.phase !== 'connected';
  const commands = useMemo(
    () => [
      {
        id: 'data.import',
        title: 'Import market data from a file',
        group: 'Data',
        run: () => picker.current?.click(),
      },
      {
        id: 'data.fetch-trades',
        title: 'Fetch trades from a connection',
        group: 'Data',
        run: () => setFetching(true),
      },
    ],
    [],
  );
  useCommands(commands, isActive);

  const rows = useMemo(
    () => (stored.rows ?? []).filter((row) => matches(row, filter.trim())),
    [stored.rows, filter],
  );
  const replay = async ({ instrument: source }: Pick<StoredRow, 'instrument'>) => {
    try {
      const status = await rpc.replay.load({
        tracks: [{ source, from: null, to: null }],
        seed: 1,
      });
      const [track] = status.tracks;
      if (track !== undefined) chooseInstrument(track.instrument);
      setFailure(null);
    } catch (error) {
      setFailure(failureSentence(error));
    }
  };
  const total = stored.rows?.reduce((sum, row) => sum + row.count, 0) ?? 0;

  return (
    <PanelFrame
      title="Data"
      testId="data-panel"
      middle={
        wizard.current === null &&
        stored.rows !== null && (
          <span className="tabular truncate text-12 text-text-3">
            {formatCount(stored.rows.length)} series, {formatCount(total)} rows
          </span>
        )
      }
      actions={
        wizard.current === null && (
          <>
            <IconButton
              icon={Download}
              label="Fetch trades…"
              disabled={isLost}
              data-testid="data-fetch-trades"
              onClick={() => setFetching(true)}
            />
            <IconButton icon={RefreshCw} label="Look again" disabled={isLost} onClick={stored.reload} />
            <Button
              size="small"
              tone="ghost"
              disabled={isLost}
              data-testid="data-import"
              onClick={() => picker.current?.click()}
            >
              <Import size={14} aria-hidden /> Import…
            </Button>
          </>
        )
      }
    >
      <FileDrop
        ref={picker}
        isDisabled={isLost}
        isCompact={wizard.current !== null}
        onFiles={(files) => session.add(files)}
      >
        {wizard.current !== null ? (
          <ImportWizard
            session={session}
            wizard={wizard}
            canOpenChart={link !== null}
            onOpenChart={chooseInstrument}
          />
        ) : (
          <div className="flex h-full min-h-0 flex-col">
            {(failure ?? stored.failure) !== null && (
              <p
                role="alert"
                className="flex items-start gap-2 border-b border-line px-2.5 py-1.5 text-12 text-danger"
              >
                <CircleAlert size={14} aria-hidden className="mt-px shrink-0" />
                <span data-selectable>{failure ?? stored.failure}</span>
              </p>
            )}
            {isLost && stored.rows !== null && (
              <p className="border-b border-line px-2.5 py-1.5 text-12 text-warn">
                The connection is lost. This is what was stored when it was last there.
              </p>
            )}
            {(stored.rows?.length ?? 0) > 8 && (
              <TextField
                label="Filter stored series"
                isLabelHidden
                placeholder="Filter by market or content"
                prefix={<Search size={14} aria-hidden className="text-text-3" />}
                className="shrink-0 p-1.5"
                value={filter}
                onChange={setFilter}
              />
            )}
            <div className="min-h-0 flex-1">
              {stored.rows === null ? (
                <FirstLook isLost={isLost} reason={hostStatus.reason} failure={stored.failure} />
              ) : (
                <StoredTable
                  rows={rows}
                  isFiltered={filter.trim() !== ''}
                  isLost={isLost}
                  canOpenChart={link !== null}
                  onOpenChart={(row) => chooseInstrument(row.instrument)}
                  onReplay={(row) => void replay(row)}
                  onDescribe={(row) => setDescribed(row.instrument)}
                  onRemove={setRemoving}
                  onImport={() => picker.current?.click()}
                />
              )}
            </div>
          </div>
        )}
      </FileDrop>
      {described !== null && <MarketDialog instrument={described} onClose={() => setDescribed(null)} />}
      {isFetching && (
        <TradesDialog
          instrument={linkedInstrument}
          onClose={() => setFetching(false)}
          onStored={stored.reload}
          onReplay={(instrument) => void replay({ instrument })}
        />
      )}
      {removing !== null && (
        <RemoveDialog row={removing} onClose={() => setRemoving(null)} onRemoved={stored.reload} />
      )}
    </PanelFrame>
  );
}

interface FirstLookProps {
  readonly isLost: boolean;
  readonly reason: string;
  readonly failure: string | null;
}

function FirstLook({ isLost, reason, failure }: FirstLookProps) {
  if (isLost) {
    return <EmptyState icon={WifiOff} text={`Not connected to Tidemark's main process. ${reason}`} />;
  }
  if (failure !== null) {
    return (
      <EmptyState tone="danger" icon={CircleAlert} text="What is stored could not be read. Look again." />
    );
  }
  return (
    <div className="flex h-full items-center justify-center">
      <Spinner label="Looking at what is stored" />
    </div>
  );
}
