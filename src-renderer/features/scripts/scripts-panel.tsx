import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { CodeEditor } from './editor/code-editor.tsx';
import { newScriptText } from './open-scripts.ts';

export function ScriptsPanel(_: PanelProps) {
  return (
    <PanelFrame title="Scripts" testId="scripts-panel">
      <CodeEditor
        onReady={({ monaco, editor }) => {
          editor.setModel(monaco.editor.createModel(newScriptText, 'pine'));
        }}
      />
    </PanelFrame>
  );
}
