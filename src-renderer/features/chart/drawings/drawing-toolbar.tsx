import { PencilLine } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { DrawingKind } from './drawing.ts';
import type { DrawingBook } from './drawing-book.ts';
import { drawingIcons } from './drawing-icons.ts';
import { drawingTools, toolOf } from './drawing-tools.ts';

/** In reach without the menu where the chart is wide. */
const nearTools: readonly DrawingKind[] = [
  'trend-line',
  'horizontal-line',
  'rectangle',
  'fibonacci-retracement',
  'measure',
];

export function DrawingToolbar({ book }: { book: DrawingBook }) {
  const { tool, history, document } = useStore(book.state);
  const take = (kind: DrawingKind) => book.take(kind === tool ? null : kind);
  return (
    <>
      <span className="h-3.5 w-px shrink-0 bg-line-strong" aria-hidden />
      <Menu
        label="Drawing tools"
        entries={[
          ...drawingTools.map(({ kind, title }) => ({
            label: title,
            icon: drawingIcons[kind],
            run: () => take(kind),
          })),
          { kind: 'separator' },
          { label: 'Undo', keys: 'Mod+Z', isDisabled: history.done.length === 0, run: () => book.undo() },
          {
            label: 'Redo',
            keys: 'Mod+Shift+Z',
            isDisabled: history.undone.length === 0,
            run: () => book.redo(),
          },
          {
            label: 'Delete all',
            tone: 'danger',
            isDisabled: document.drawings.length === 0,
            run: () => book.removeAll(),
          },
        ]}
      >
        <IconButton
          icon={tool === null ? PencilLine : drawingIcons[tool]}
          label={tool === null ? 'Drawing tools' : toolOf(tool).title}
          isOn={tool !== null}
          data-testid="chart-drawing-tools"
        />
      </Menu>
      <div className="hidden items-center @[760px]:flex">
        {nearTools.map((kind) => (
          <IconButton
            key={kind}
            icon={drawingIcons[kind]}
            label={toolOf(kind).title}
            isOn={tool === kind}
            data-testid={`draw-${kind}`}
            onClick={() => take(kind)}
          />
        ))}
      </div>
    </>
  );
}
