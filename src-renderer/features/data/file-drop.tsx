import { FileDown } from 'lucide-react';
import { type DragEvent, type ReactNode, type Ref, useRef, useState } from 'react';

interface FileDropProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly isDisabled: boolean;
  /** Hides the line that invites to drop; dropping works all the same. */
  readonly isCompact: boolean;
  onFiles(files: readonly File[]): void;
  readonly children: ReactNode;
}

/** Files can be dropped anywhere on what is inside. The hidden input opens the browser's own file chooser. */
export function FileDrop({ ref, isDisabled, isCompact, onFiles, children }: FileDropProps) {
  const depth = useRef(0);
  const [isOver, setIsOver] = useState(false);
  const leave = () => {
    depth.current = 0;
    setIsOver(false);
  };
  const carriesFiles = (event: DragEvent) => !isDisabled && event.dataTransfer.types.includes('Files');
  return (
    <section
      aria-label="Market data; files can be dropped here"
      data-testid="import-drop"
      className="relative flex h-full min-h-0 flex-col"
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setIsOver(true);
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDragLeave={() => {
        depth.current -= 1;
        if (depth.current <= 0) leave();
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        leave();
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <div className="min-h-0 flex-1">{children}</div>
      {!isCompact && (
        <p className="shrink-0 border-t border-line px-2.5 py-1.5 text-11 text-text-3">
          Drop files anywhere here: CSV or text with prices, plain, gzip or zip, from MetaTrader, TradingView,
          Binance and others, or Parquet.
        </p>
      )}
      <input
        ref={ref}
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Files to import"
        disabled={isDisabled}
        className="sr-only"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      {isOver && (
        <div className="pointer-events-none absolute inset-1 z-20 flex items-center justify-center gap-2 rounded border-2 border-dashed border-accent bg-accent-ground text-13 font-medium text-accent">
          <FileDown size={16} aria-hidden /> Drop to import
        </div>
      )}
    </section>
  );
}
