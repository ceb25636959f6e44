import { openScriptSource } from '../../../lib/scripts/script-requests.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { type ChartScript, mostChartScripts, newChartScript } from './chart-script.ts';
import { changeScript, moveScript, removeScript, resizeScript } from './chart-script-edits.ts';

/** What legend, dialogs and keys do to the scripts of a chart. */
export interface ScriptActions {
  add(script: string, name: string): void;
  change(key: string, change: Partial<ChartScript>): void;
  remove(key: string): void;
  move(key: string, direction: -1 | 1): void;
  resize(key: string, direction: -1 | 1): void;
  toggleHidden(key: string): void;
  toggleMaximised(key: string): void;
  openSettings(key: string): void;
  openSource(key: string): void;
}

interface ScriptActionParts {
  scripts(): readonly ChartScript[];
  save(scripts: readonly ChartScript[]): void;
  toggleMaximised(key: string): void;
  openSettings(key: string): void;
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
        return;
      }
      parts.save([...scripts, newChartScript(crypto.randomUUID(), script, name)]);
    },
    change: (key, change) => parts.save(changeScript(parts.scripts(), key, change)),
    remove: (key) => parts.save(removeScript(parts.scripts(), key)),
    move: (key, direction) => parts.save(moveScript(parts.scripts(), key, direction)),
    resize: (key, direction) =>
      parts.save(resizeScript(parts.scripts(), key, direction > 0 ? resizeStep : 1 / resizeStep)),
    toggleHidden: (key) =>
      parts.save(changeScript(parts.scripts(), key, { isHidden: find(key)?.isHidden !== true })),
    toggleMaximised: (key) => parts.toggleMaximised(key),
    openSettings: (key) => parts.openSettings(key),
    openSource: (key) => {
      const script = find(key);
      if (script === undefined || openScriptSource(script.script)) return;
      showToast({
        level: 'warn',
        title: 'No editor here',
        text: 'The script editor cannot be opened in this window. Open it in the main window.',
      });
    },
  };
}
