import { Copy, Lock, LockOpen, Minus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { type Drawing, drawingColours, lineStyles, lineWidths } from './drawing.ts';
import type { DrawingBook } from './drawing-book.ts';
import type { DrawingLayer } from './drawing-layer.ts';
import { toolOf } from './drawing-tools.ts';

const colourNames = {
  accent: 'Orange',
  up: 'Up',
  down: 'Down',
  info: 'Blue',
  warn: 'Yellow',
  text: 'Text',
} as const;

const swatches = {
  accent: 'bg-accent',
  up: 'bg-up',
  down: 'bg-down',
  info: 'bg-info',
  warn: 'bg-warn',
  text: 'bg-text-1',
} as const;

const lineNames = { solid: 'Solid', dashed: 'Dashed', dotted: 'Dotted' } as const;

/** What can be done with the selected drawing: colour, line, words, lock, copy, delete. */
export function DrawingBar({ book, layer }: { book: DrawingBook; layer: DrawingLayer }) {
  const { document, selected } = useStore(book.state);
  const drawing = document.drawings.find((one) => one.id === selected);
  if (drawing === undefined) return null;
  const style = (change: Partial<Drawing['style']>) =>
    book.change({ ...drawing, style: { ...drawing.style, ...change } });
  return (
    <div
      role="toolbar"
      aria-label={toolOf(drawing.kind).title}
      data-testid="drawing-bar"
      className="floating absolute top-12 left-1/2 z-20 flex max-w-[calc(100%-96px)] -translate-x-1/2 items-center gap-1 px-1.5 py-1"
    >
      <div className="flex items-center" role="presentation">
        {drawingColours.map((colour) => (
          <button
            key={colour}
            type="button"
            aria-label={colourNames[colour]}
            aria-pressed={drawing.style.colour === colour}
            onClick={() => style({ colour })}
            className="group flex size-5 items-center justify-center rounded"
          >
            <span
              className={`size-3 rounded-full ${swatches[colour]} ring-text-1 ring-offset-2 ring-offset-bg-2 group-aria-pressed:ring-1`}
            />
          </button>
        ))}
      </div>
      <Menu
        label="Line"
        entries={[
          {
            kind: 'radio',
            value: drawing.style.line,
            options: lineStyles.map((line) => ({ value: line, label: lineNames[line] })),
            onChange: (value) => {
              const line = lineStyles.find((one) => one === value);
              if (line !== undefined) style({ line });
            },
          },
          { kind: 'separator' },
          {
            kind: 'radio',
            value: String(drawing.style.width),
            options: lineWidths.map((width) => ({ value: String(width), label: `${width} px` })),
            onChange: (value) => {
              const width = lineWidths.find((one) => String(one) === value);
              if (width !== undefined) style({ width });
            },
          },
        ]}
      >
        <IconButton icon={Minus} label="Line" />
      </Menu>
      <WordsField key={drawing.id} drawing={drawing} onChange={(text) => book.change({ ...drawing, text })} />
      <IconButton
        icon={drawing.isLocked ? Lock : LockOpen}
        label={drawing.isLocked ? 'Unlock' : 'Lock'}
        isOn={drawing.isLocked}
        onClick={() => book.change({ ...drawing, isLocked: !drawing.isLocked })}
      />
      <IconButton icon={Copy} label="Duplicate" keys="Mod+D" onClick={() => layer.duplicate()} />
      <IconButton
        icon={Trash2}
        label="Delete"
        keys="Delete"
        disabled={drawing.isLocked}
        onClick={() => book.remove(drawing.id)}
      />
    </div>
  );
}

/** Takes the words when the field is left or Enter is pressed, so that a note is one step of undo. */
function WordsField({ drawing, onChange }: { drawing: Drawing; onChange(text: string): void }) {
  const [words, setWords] = useState(drawing.text);
  useEffect(() => setWords(drawing.text), [drawing.text]);
  const isAllThereIs = drawing.kind === 'text' && drawing.text === '';
  return (
    <input
      aria-label="Text of the drawing"
      placeholder="Text"
      // biome-ignore lint/a11y/noAutofocus: a text drawing was placed in order to be written
      autoFocus={isAllThereIs}
      value={words}
      maxLength={500}
      onChange={(event) => setWords(event.currentTarget.value)}
      onBlur={() => words !== drawing.text && onChange(words)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChange(words);
        if (event.key === 'Escape') setWords(drawing.text);
      }}
      className="h-5 w-24 min-w-0 rounded border border-line-strong bg-bg-1 px-1.5 text-12 outline-none focus:border-accent"
    />
  );
}
