import type { Command } from '../../../lib/commands/command-registry.ts';
import type { DrawingBook } from './drawing-book.ts';
import type { DrawingLayer } from './drawing-layer.ts';
import { drawingTools } from './drawing-tools.ts';

const toolKeys: Readonly<Partial<Record<string, string>>> = {
  'trend-line': 'Alt+T',
  'horizontal-line': 'Alt+H',
  'vertical-line': 'Alt+V',
  'fibonacci-retracement': 'Alt+Shift+F',
  measure: 'Alt+M',
};

/** Everything that can be done with drawings, by name. */
export function drawingCommands(book: DrawingBook, layer: DrawingLayer): Command[] {
  const state = () => book.state.getState();
  const selected = () => book.find(state().selected);
  const group = 'Drawings';
  return [
    ...drawingTools.map((tool): Command => {
      const key = toolKeys[tool.kind];
      return {
        id: `chart.draw.${tool.kind}`,
        title: `Draw: ${tool.title}`,
        group,
        ...(key === undefined ? {} : { key }),
        run: () => book.take(tool.kind),
      };
    }),
    {
      id: 'chart.drawings.undo',
      title: 'Undo drawing',
      group,
      key: 'Mod+Z',
      isAvailable: () => state().history.done.length > 0,
      run: () => book.undo(),
    },
    {
      id: 'chart.drawings.redo',
      title: 'Redo drawing',
      group,
      key: 'Mod+Shift+Z',
      isAvailable: () => state().history.undone.length > 0,
      run: () => book.redo(),
    },
    {
      id: 'chart.drawings.duplicate',
      title: 'Duplicate the drawing',
      group,
      key: 'Mod+D',
      isAvailable: () => selected() !== undefined,
      run: () => layer.duplicate(),
    },
    {
      id: 'chart.drawings.lock',
      title: 'Lock or unlock the drawing',
      group,
      isAvailable: () => selected() !== undefined,
      run: () => {
        const drawing = selected();
        if (drawing !== undefined) book.change({ ...drawing, isLocked: !drawing.isLocked });
      },
    },
    {
      id: 'chart.drawings.remove',
      title: 'Delete the drawing',
      group,
      isAvailable: () => selected()?.isLocked === false,
      run: () => {
        const drawing = selected();
        if (drawing !== undefined) book.remove(drawing.id);
      },
    },
    {
      id: 'chart.drawings.removeAll',
      title: 'Delete all drawings of this market',
      group,
      isAvailable: () => book.drawings.some((drawing) => !drawing.isLocked),
      run: () => book.removeAll(),
    },
  ];
}
