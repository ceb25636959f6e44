import { TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/button.tsx';
import type { DrawingBook } from './drawing-book.ts';

/** Says when the drawings on the screen are not the ones that are stored. */
export function DrawingNotice({ book }: { book: DrawingBook }) {
  const { document, fault } = useStore(book.state);
  const sentence = document.isReadOnly
    ? 'The drawings of this market were made by a newer version. They are kept, but cannot be shown or changed here.'
    : fault;
  if (sentence === '') return null;
  return (
    <div
      role="alert"
      className="absolute bottom-8 left-2 z-10 flex max-w-[60%] items-center gap-2 rounded border border-line-strong bg-bg-2 px-2 py-1 text-12 text-warn"
    >
      <TriangleAlert size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
      <span>{sentence}</span>
      {!document.isReadOnly && (
        <Button size="small" onClick={() => book.retry()}>
          Try again
        </Button>
      )}
    </div>
  );
}
