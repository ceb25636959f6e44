import type { Command } from '../commands/command-registry.ts';
import {
  askEditor,
  chooseIndicators,
  type EditorAct,
  hasScriptChart,
  scriptRequests,
} from './script-requests.ts';

interface ScriptPlaces {
  /** Whether the editor can be brought to the screen of this window. */
  canShowEditor(): boolean;
  canShowChart(): boolean;
}

/** What can be done with scripts from anywhere: the panel it happens in is shown first. */
export function scriptCommands({ canShowEditor, canShowChart }: ScriptPlaces): readonly Command[] {
  const inEditor = (id: string, title: string, act: EditorAct, key?: string): Command => ({
    id: `scripts.${id}`,
    title,
    group: 'Scripts',
    ...(key === undefined ? {} : { key }),
    isAvailable: () => canShowEditor() || scriptRequests.getState().editors > 0,
    run: () => void askEditor(act),
  });
  return [
    inEditor('new', 'New script', 'create', 'Alt+N'),
    inEditor('open', 'Open script…', 'choose', 'Alt+O'),
    inEditor('add-to-chart', 'Run the script: add it to the chart', 'addToChart', 'Alt+Enter'),
    inEditor('format', 'Format the script', 'format'),
    inEditor('convert', 'Convert the script to version 6', 'convert'),
    inEditor('import', 'Import scripts', 'importFiles'),
    {
      id: 'chart.indicators',
      title: 'Indicators…',
      group: 'Chart',
      key: '/',
      isAvailable: () => hasScriptChart() || canShowChart(),
      run: () => void chooseIndicators(),
    },
  ];
}
