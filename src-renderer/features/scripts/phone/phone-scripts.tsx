import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ScriptSummary, StoredScript } from '../../../../src-shared/contract/scripts.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import {
  addScriptToChart,
  addScriptToNewChart,
  scriptRequests,
  takeSourceRequest,
} from '../../../lib/scripts/script-requests.ts';
import type { MenuEntry } from '../../../ui/menu-entry.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { DeleteDialog } from '../library/delete-dialog.tsx';
import { ScriptLibrary } from '../library/script-library.tsx';
import { useLibrary } from '../library/use-library.ts';
import { ScriptReader } from './script-reader.tsx';

/** The scripts on a phone: looked for, read, put on the chart. They are written on a larger screen. */
export function PhoneScripts() {
  const { rpc } = useHost();
  const library = useLibrary();
  const [read, setRead] = useState<{ readonly script: StoredScript; readonly start: number | null }>();
  const [asked, setAsked] = useState<ScriptSummary>();
  const open = useCallback(
    (id: string, start: number | null) => {
      rpc.scripts.get({ id }).then(
        (script) => setRead({ script, start }),
        (error: unknown) =>
          showToast({
            level: 'danger',
            title: 'The script could not be opened',
            text: failureSentence(error),
          }),
      );
    },
    [rpc],
  );
  const source = useStore(scriptRequests, (state) => state.source);
  useEffect(() => {
    const request = source === null ? null : takeSourceRequest();
    if (request !== null) open(request.script, request.place?.start ?? null);
  }, [source, open]);
  const add = ({ id, name }: Pick<ScriptSummary, 'id' | 'name'>) => {
    const request = { script: id, name };
    // One panel at a time: the chart comes in this one's place.
    if (!addScriptToChart(request)) addScriptToNewChart(request);
  };
  const favourite = ({ id, isFavourite, name }: ScriptSummary) => {
    rpc.scripts
      .setFavourite({ id, isFavourite: !isFavourite })
      .catch((error: unknown) =>
        showToast({ level: 'danger', title: `“${name}” keeps its star`, text: failureSentence(error) }),
      );
  };
  const entriesOf = (script: ScriptSummary): readonly MenuEntry[] => [
    { label: 'Read', run: () => open(script.id, null) },
    ...(script.kind === 'library' ? [] : [{ label: 'Add to chart', run: () => add(script) }]),
    ...(script.isSample
      ? []
      : ([{ label: 'Delete…', tone: 'danger', run: () => setAsked(script) }] satisfies MenuEntry[])),
  ];
  return (
    <section aria-label="Scripts" className="h-full min-h-0 bg-bg-1" data-testid="scripts-panel">
      {read === undefined ? (
        <ScriptLibrary
          library={library}
          activeId={null}
          width={null}
          onOpen={({ id }) => open(id, null)}
          onFavourite={favourite}
          entriesOf={entriesOf}
          onDelete={setAsked}
        />
      ) : (
        <ScriptReader
          script={read.script}
          start={read.start}
          onBack={() => setRead(undefined)}
          onAdd={() => add(read.script)}
        />
      )}
      {asked !== undefined && (
        <DeleteDialog
          name={asked.name}
          versions={asked.version}
          onClose={() => setAsked(undefined)}
          onDelete={async () => {
            await rpc.scripts.remove({ id: asked.id });
          }}
        />
      )}
    </section>
  );
}
