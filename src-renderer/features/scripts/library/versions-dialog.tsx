import { useEffect, useRef, useState } from 'react';
import type { ScriptVersion } from '../../../../src-shared/contract/scripts.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useHost } from '../../../lib/host/host-context.tsx';
import { usePreferences } from '../../../lib/preferences/preferences.ts';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Spinner } from '../../../ui/spinner.tsx';

interface VersionsDialogProps {
  readonly id: string;
  readonly name: string;
  /** What is in the editor now, which versions are compared with. */
  readonly text: string;
  onClose(): void;
  onRestore(source: string, version: number): void;
}

/** The saved versions of a script, each beside what is in the editor. */
export function VersionsDialog({ id, name, text, onClose, onRestore }: VersionsDialogProps) {
  const { rpc } = useHost();
  const { timeZone } = usePreferences();
  const [versions, setVersions] = useState<readonly ScriptVersion[] | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [source, setSource] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    rpc.scripts.versions({ id }).then(
      (list) => {
        setVersions(list);
        setChosen(list[1]?.version ?? list[0]?.version ?? null);
      },
      (error: unknown) => setFailure(failureSentence(error)),
    );
  }, [rpc, id]);
  useEffect(() => {
    if (chosen === null) return;
    let isGone = false;
    rpc.scripts.get({ id, version: chosen }).then(
      (script) => {
        if (!isGone) setSource(script.source);
      },
      (error: unknown) => {
        if (!isGone) setFailure(failureSentence(error));
      },
    );
    return () => {
      isGone = true;
    };
  }, [rpc, id, chosen]);
  return (
    <Dialog
      title={`Versions of “${name}”`}
      testId="script-versions"
      className="h-[80vh] w-[min(1100px,92vw)]"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            tone="primary"
            disabled={source === null || chosen === null || source === text}
            onClick={() => {
              if (source !== null && chosen !== null) onRestore(source, chosen);
              onClose();
            }}
          >
            Put version {chosen ?? ''} into the editor
          </Button>
        </>
      }
    >
      {failure !== null && <EmptyState tone="danger" text={failure} />}
      {failure === null && versions === null && <Spinner label="Fetching the versions" />}
      {failure === null && versions !== null && (
        <div className="flex h-[62vh] min-h-0 gap-3">
          <ul className="w-48 shrink-0 overflow-y-auto" aria-label="Versions">
            {versions.map((one) => (
              <li key={one.version}>
                <button
                  type="button"
                  aria-current={one.version === chosen}
                  onClick={() => setChosen(one.version)}
                  className={classNames(
                    'flex w-full flex-col rounded px-2 py-1 text-left text-12',
                    one.version === chosen ? 'bg-bg-3 text-text-1' : 'text-text-2 hover:bg-bg-2',
                  )}
                >
                  <span>
                    Version {one.version}
                    {one.version === versions[0]?.version && ' · newest'}
                  </span>
                  <span className="tabular text-11 text-text-3">
                    {formatTime(one.savedAt, timeZone, 'date-minute')}
                    {one.note === '' ? '' : ` · ${one.note}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <div className="flex min-w-0 flex-1 flex-col">
            <div className="flex pb-1 text-11 text-text-3">
              <span className="flex-1">Version {chosen}</span>
              <span className="flex-1">
                {source === text ? 'In the editor: the same text' : 'In the editor'}
              </span>
            </div>
            <div className="min-h-0 flex-1">
              {source === null ? (
                <Spinner label="Fetching the version" />
              ) : (
                <Difference before={source} after={text} />
              )}
            </div>
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Two texts side by side, from their first difference on. */
function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let close: (() => void) | undefined;
    let isGone = false;
    let isShown = false;
    const open = async () => {
      const { monaco } = await import('../editor/monaco.ts');
      if (isGone || box.current === null) return;
      const original = monaco.editor.createModel(before, 'pine');
      const modified = monaco.editor.createModel(after, 'pine');
      const editor = monaco.editor.createDiffEditor(box.current, {
        automaticLayout: true,
        readOnly: true,
        originalEditable: false,
        renderSideBySide: true,
        useInlineViewWhenSpaceIsLimited: false,
        editContext: false,
        fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
        fontSize: 12,
        minimap: { enabled: false },
        scrollBeyondLastLine: false,
        renderOverviewRuler: false,
        originalAriaLabel: 'Saved version',
        modifiedAriaLabel: 'In the editor',
      });
      editor.setModel({ original, modified });
      editor.onDidUpdateDiff(() => {
        if (!isShown) editor.revealFirstDiff();
        isShown = true;
      });
      close = () => {
        editor.dispose();
        original.dispose();
        modified.dispose();
      };
    };
    void open();
    return () => {
      isGone = true;
      close?.();
    };
  }, [before, after]);
  return <div ref={box} className="pine-editor h-full" data-testid="script-difference" />;
}
