import type * as Monaco from 'monaco-editor/editor/editor.api.js';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { commands } from '../../../lib/commands/command-registry.ts';
import { keyOf, keysSetting, readKeyOverrides } from '../../../lib/commands/key-bindings.ts';
import { pressedChord } from '../../../lib/commands/key-chord.ts';
import { failureSentence } from '../../../lib/host/failure-sentence.ts';
import { useUserSettings } from '../../../lib/preferences/user-settings.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Spinner } from '../../../ui/spinner.tsx';

export type MonacoModule = typeof Monaco;
export type CodeEditorInstance = Monaco.editor.IStandaloneCodeEditor;

export interface LoadedEditor {
  readonly monaco: MonacoModule;
  readonly editor: CodeEditorInstance;
}

interface CodeEditorProps {
  /** Called once, when the editor stands. */
  onReady(loaded: LoadedEditor): void;
}

let overflow: HTMLElement | undefined;

/** Lists and hints may stand out over the panel: they live beside it, in the page. */
function overflowPlace(): HTMLElement {
  if (overflow === undefined) {
    overflow = document.createElement('div');
    overflow.className = 'monaco-editor pine-overflow';
    document.body.append(overflow);
  }
  return overflow;
}

const editorOptions = {
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSize: 13,
  lineHeight: 20,
  // The page's keys know a text area for a place where one types.
  editContext: false,
  fixedOverflowWidgets: true,
  scrollBeyondLastLine: false,
  minimap: { enabled: false },
  'semanticHighlighting.enabled': true,
  quickSuggestionsDelay: 30,
  renderLineHighlight: 'line',
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  tabSize: 4,
  insertSpaces: true,
  detectIndentation: false,
  wordWrap: 'off',
  folding: true,
  bracketPairColorization: { enabled: false },
  guides: { indentation: true, bracketPairs: false },
  overviewRulerBorder: false,
  padding: { top: 6, bottom: 6 },
  suggest: { showStatusBar: false, preview: false, snippetsPreventQuickSuggestions: false },
  unicodeHighlight: { ambiguousCharacters: true, invisibleCharacters: true },
  accessibilityPageSize: 20,
  ariaLabel: 'Script editor',
} satisfies Monaco.editor.IStandaloneEditorConstructionOptions;

/** The palette's key is the palette's here too; the library would wait for a second key after it. */
function openPalette(event: KeyboardEvent): void {
  const palette = commands.find('palette.open');
  if (palette === undefined) return;
  const key = keyOf(palette, readKeyOverrides(useUserSettings.getState().values[keysSetting]));
  if (key === undefined || pressedChord(event) !== key) return;
  event.preventDefault();
  event.stopPropagation();
  commands.run(palette.id);
}

/** The editor library in a box. Fetched on first use; `onReady` gets the library and the editor. */
export function CodeEditor({ onReady }: CodeEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const ready = useRef(onReady);
  ready.current = onReady;
  const [phase, setPhase] = useState<'loading' | 'ready' | string>('loading');
  useEffect(() => {
    let editor: CodeEditorInstance | undefined;
    let isGone = false;
    const place = box.current;
    place?.addEventListener('keydown', openPalette, true);
    const open = async () => {
      try {
        const { monaco } = await import('./monaco.ts');
        if (isGone || box.current === null) return;
        editor = monaco.editor.create(box.current, {
          ...editorOptions,
          model: null,
          overflowWidgetsDomNode: overflowPlace(),
        });
        setPhase('ready');
        ready.current({ monaco, editor });
      } catch (error) {
        if (!isGone) setPhase(failureSentence(error));
      }
    };
    void open();
    return () => {
      isGone = true;
      place?.removeEventListener('keydown', openPalette, true);
      editor?.dispose();
    };
  }, []);
  return (
    <div className="pine-editor relative h-full min-h-0">
      <div ref={box as RefObject<HTMLDivElement>} className="absolute inset-0" data-testid="code-editor" />
      {phase === 'loading' && (
        <div className="absolute inset-0 flex items-center justify-center bg-bg-1">
          <Spinner label="Opening the editor" />
        </div>
      )}
      {phase !== 'loading' && phase !== 'ready' && (
        <div className="absolute inset-0 bg-bg-1">
          <EmptyState
            tone="danger"
            text={`The editor could not be opened. ${phase} Reload the window to try again.`}
          />
        </div>
      )}
    </div>
  );
}
