import { openScriptSource, type ScriptPlace } from '../../../lib/scripts/script-requests.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { type ChartScript, mostChartScripts, newChartScript } from './chart-script.ts';
import {
  changeScript,
  moveScript,
  moveToPane,
  putBack,
  removeScript,
  resizeScript,
} from './chart-script-edits.ts';
import { readersOf } from './plot-sources.ts';

/** What legend, dialogs and keys do to the scripts of a chart. */
export interface ScriptActions {
  /** Its key; undefined where there are too many, which is told. */
  add(script: string, name: string): string | undefined;
  change(key: string, change: Partial<ChartScript>): void;
  remove(key: string): void;
  move(key: string, direction: -1 | 1): void;
  resize(key: string, direction: -1 | 1): void;
  /** `price`, `own` for a new one, or the key of the script whose pane it is. */
  moveToPane(key: string, pane: string): void;
  toggleHidden(key: string): void;
  toggleMaximised(key: string): void;
  openSettings(key: string): void;
  /** At the first error, where there is one. */
  openSource(key: string): void;
}

interface ScriptActionParts {
  scripts(): readonly ChartScript[];
  save(scripts: readonly ChartScript[]): void;
  toggleMaximised(key: string): void;
  openSettings(key: string): void;
  /** Where the script went wrong. */
  faultPlace(key: string): ScriptPlace | null;
}

const resizeStep = 1.2;

export function createScriptActions(parts: ScriptActionParts): ScriptActions {
  const find = (key: string) => parts.scripts().find((one) => one.key === key);
  return {
    add: (script, name) => {
      const scripts = parts.scripts();
      if (scripts.length >= mostChartScripts) {
        showToast({
          level: 'warn',
          title: 'Not added',
          text: `A chart shows at most ${mostChartScripts} indicators. Remove one first.`,
        });
        return undefined;
      }
      const key = crypto.randomUUID();
      parts.save([...scripts, newChartScript(key, script, name)]);
      return key;
    },
    change: (key, change) => parts.save(changeScript(parts.scripts(), key, change)),
    remove: (key) => {
      const scripts = parts.scripts();
      const readers = readersOf(scripts, key).map(({ name }) => name);
      const removed = find(key);
      parts.save(removeScript(scripts, key));
      if (removed === undefined) return;
      showToast({
        level: readers.length === 0 ? 'info' : 'warn',
        title: `“${removed.name}” was removed`,
        text:
          readers.length === 0
            ? ''
            : `${readers.map((name) => `“${name}”`).join(', ')} ${readers.length === 1 ? 'reads from it and stands' : 'read from it and stand'} still. Choose another source in the settings, or put it back.`,
        action: { label: 'Undo', run: () => parts.save(putBack(parts.scripts(), scripts, removed)) },
      });
    },
    moveToPane: (key, pane) => parts.save(moveToPane(parts.scripts(), key, pane)),
    move: (key, direction) => parts.save(moveScript(parts.scripts(), key, direction)),
    resize: (key, direction) =>
      parts.save(resizeScript(parts.scripts(), key, direction > 0 ? resizeStep : 1 / resizeStep)),
    toggleHidden: (key) =>
      parts.save(changeScript(parts.scripts(), key, { isHidden: find(key)?.isHidden !== true })),
    toggleMaximised: (key) => parts.toggleMaximised(key),
    openSettings: (key) => parts.openSettings(key),
    openSource: (key) => {
      const script = find(key);
      if (script === undefined || openScriptSource(script.script, parts.faultPlace(key))) return;
      showToast({
        level: 'warn',
        title: 'No editor here',
        text: 'The script editor cannot be opened in this window. Open it in the main window.',
      });
    },
  };
}
