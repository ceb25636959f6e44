import {
  ArrowDown,
  ArrowUp,
  Code,
  Ellipsis,
  Eye,
  EyeOff,
  LoaderCircle,
  type LucideIcon,
  Maximize2,
  Minimize2,
  Settings,
  TriangleAlert,
  X,
} from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useCallback } from 'react';
import { classNames } from '../../../ui/class-names.ts';
import { ContextMenu } from '../../../ui/context-menu.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { ChartScript } from './chart-script.ts';
import { errorCount, errorsOf, type FaceOfScript } from './face-of-script.ts';
import type { ScriptActions } from './script-actions.ts';
import { carryScript } from './script-drop.ts';
import type { ScriptLayer } from './script-layer.ts';
import { scriptEntries } from './script-menu.ts';

interface RowProps {
  readonly script: ChartScript;
  readonly face: FaceOfScript | undefined;
  readonly layer: ScriptLayer;
  readonly actions: ScriptActions;
  /** All of the chart. */
  readonly scripts: readonly ChartScript[];
  /** `price`, or the key of the script whose pane it is, which can be moved and resized. */
  readonly pane: string;
  readonly isMaximised: boolean;
}

/** One script in the legend: what it is called, its values at the pointer, and what can be done with it. */
export function ScriptLegendRow(props: RowProps) {
  const { script, scripts, face, layer, actions, pane, isMaximised } = props;
  const { key, isHidden } = script;
  const isPane = pane !== 'price';
  const menu = () => scriptEntries({ script, scripts, layer, actions, pane });
  const title = face?.title ?? script.name;
  const errors = errorsOf(face?.cause);
  const fault = errors === undefined ? (face?.fault ?? '') : `${errorCount(errors.count)}: ${errors.message}`;
  const isBusy =
    fault === '' && (face === undefined || ['loading', 'compiling', 'running'].includes(face.phase));
  const values = useCallback((element: HTMLElement | null) => layer.setLegend(key, element), [layer, key]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (rowKey(event, key, pane, actions)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <ContextMenu entries={menu()}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would put its own layout round the line */}
      <div
        role="group"
        aria-label={title}
        data-testid="script-legend"
        data-script={script.script}
        data-phase={face?.phase ?? 'loading'}
        onKeyDown={onKeyDown}
        className="group pointer-events-none flex h-5 hover:pointer-events-auto max-w-full items-center gap-1.5 rounded bg-legend-ground px-1 focus-within:bg-bg-3 pointer-coarse:h-10"
      >
        <button
          type="button"
          data-tooltip={rowHint(isPane)}
          draggable
          onDragStart={(event) => carryScript(event, key)}
          onClick={(event) => {
            if (opensAtOnce(event)) actions.openSettings(key);
          }}
          onDoubleClick={() => actions.openSettings(key)}
          className={classNames(
            'pointer-events-auto -ml-0.5 min-w-0 shrink truncate rounded px-0.5 hover:bg-bg-3 focus-visible:bg-bg-3 pointer-coarse:text-left',
            isHidden ? 'text-text-3' : 'text-text-1',
          )}
        >
          {title}
          {face !== undefined && face.summary !== '' && (
            <span className="pl-1.5 text-text-3">{face.summary}</span>
          )}
        </button>
        {isBusy && (
          <LoaderCircle
            size={12}
            role="status"
            aria-label="Running"
            className="shrink-0 animate-spin text-text-3"
          />
        )}
        {fault !== '' && (
          <button
            type="button"
            className="pointer-events-auto flex min-w-0 items-center gap-1 rounded bg-danger-ground px-1 text-danger hover:underline"
            data-testid="script-fault"
            data-tooltip={`${fault} · Show it in the editor`}
            onClick={() => actions.openSource(key)}
          >
            <TriangleAlert size={13} className="shrink-0" aria-hidden />
            <span role="alert" className="truncate">
              {fault}
            </span>
          </button>
        )}
        <span
          ref={values}
          hidden={isHidden || fault !== ''}
          data-testid="script-values"
          className="flex min-w-0 gap-x-2 overflow-hidden text-text-1 group-has-focus-visible:hidden group-has-data-[state=open]:hidden group-hover:hidden pointer-coarse:flex!"
        />
        <span className="pointer-events-auto hidden items-center rounded bg-bg-1 group-has-focus-visible:flex group-has-data-[state=open]:flex group-hover:flex pointer-coarse:hidden!">
          <RowButton
            icon={isHidden ? EyeOff : Eye}
            label={isHidden ? `Show ${title}` : `Hide ${title}`}
            run={() => actions.toggleHidden(key)}
          />
          <RowButton icon={Settings} label={`Settings of ${title}`} run={() => actions.openSettings(key)} />
          <RowButton icon={Code} label={`Source of ${title}`} run={() => actions.openSource(key)} />
          {isPane && (
            <>
              <RowButton icon={ArrowUp} label="Move the pane up" run={() => actions.move(pane, -1)} />
              <RowButton icon={ArrowDown} label="Move the pane down" run={() => actions.move(pane, 1)} />
              <RowButton
                icon={isMaximised ? Minimize2 : Maximize2}
                label={isMaximised ? 'Restore the panes' : 'Maximise the pane'}
                run={() => actions.toggleMaximised(pane)}
              />
            </>
          )}
          <Menu entries={menu()} label={`More of ${title}`}>
            <button type="button" aria-label={`More of ${title}`} data-tooltip="More" className={rowButton}>
              <Ellipsis size={13} strokeWidth={1.75} aria-hidden />
            </button>
          </Menu>
          <RowButton icon={X} label={`Remove ${title}`} run={() => actions.remove(key)} />
        </span>
      </div>
    </ContextMenu>
  );
}

const rowButton =
  'inline-flex size-5 items-center justify-center rounded text-text-2 hover:bg-bg-3 hover:text-text-1';

function RowButton({ icon: Icon, label, run }: { icon: LucideIcon; label: string; run(): void }) {
  return (
    <button type="button" aria-label={label} data-tooltip={label} onClick={run} className={rowButton}>
      <Icon size={13} strokeWidth={1.75} aria-hidden />
    </button>
  );
}

/** A mouse chooses the line with one click and opens it with two; keys and fingers open it at once. */
function opensAtOnce({ detail, nativeEvent }: MouseEvent): boolean {
  const isTouch = nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
  return detail === 0 || isTouch;
}

function rowHint(isPane: boolean): string {
  return isPane
    ? 'Double-click or Enter: settings · Delete removes · Alt+↑ ↓ resizes · Alt+Shift+↑ ↓ moves · Drag into another pane'
    : 'Double-click or Enter: settings · Delete removes · Drag into another pane';
}

/** Keys on a focused row. True when the key meant something. */
function rowKey(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  key: string,
  pane: string,
  actions: ScriptActions,
): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  if (event.key === 'Delete' && !event.altKey) actions.remove(key);
  else if (pane === 'price' || !event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return false;
  else if (event.shiftKey) actions.move(pane, event.key === 'ArrowUp' ? -1 : 1);
  else actions.resize(pane, event.key === 'ArrowUp' ? 1 : -1);
  return true;
}
