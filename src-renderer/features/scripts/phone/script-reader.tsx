import { ArrowLeft, ChartCandlestick } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { StoredScript } from '../../../../src-shared/contract/scripts.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { codePieces, type PieceTone } from './code-pieces.ts';

interface ScriptReaderProps {
  readonly script: StoredScript;
  /** Where it begins to be read, in characters; null for its first line. */
  readonly start: number | null;
  onBack(): void;
  onAdd(): void;
}

const tones: Readonly<Record<PieceTone, string>> = {
  plain: '',
  keyword: 'text-accent',
  text: 'text-up',
  number: 'text-warn',
  comment: 'text-text-3',
  call: 'text-info',
};

/** A script to be read, on a screen too small to write on. */
export function ScriptReader({ script, start, onBack, onAdd }: ScriptReaderProps) {
  const { source } = script;
  const lines = useMemo(() => source.split(/\r?\n/).map(codePieces), [source]);
  const wanted = start === null ? null : source.slice(0, start).split('\n').length;
  const marked = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (wanted !== null) marked.current?.scrollIntoView({ block: 'center' });
  }, [wanted]);
  return (
    <section aria-label={script.name} className="flex h-full min-h-0 flex-col" data-testid="script-reader">
      <header className="flex shrink-0 items-center gap-1 border-b border-line pr-2">
        <IconButton icon={ArrowLeft} label="Back to the scripts" onClick={onBack} />
        <h2 className="min-w-0 flex-1 truncate text-13 font-medium">{script.name}</h2>
        {script.kind !== 'library' && (
          <Button tone="primary" size="small" onClick={onAdd}>
            <ChartCandlestick size={14} aria-hidden />
            Add to chart
          </Button>
        )}
      </header>
      <ol
        data-selectable
        className="min-h-0 flex-1 overflow-auto overscroll-contain py-2 font-mono text-12 whitespace-pre"
      >
        {lines.map((pieces, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is where it is
            key={at}
            ref={at + 1 === wanted ? marked : undefined}
            className={at + 1 === wanted ? 'flex w-max min-w-full bg-danger-ground' : 'flex w-max min-w-full'}
          >
            <span aria-hidden className="tabular w-10 shrink-0 pr-2 text-right text-text-3 select-none">
              {at + 1}
            </span>
            <code className="pr-4 font-mono">
              {pieces.map(({ text, tone }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a piece is where it is
                <span key={place} className={tones[tone]}>
                  {text}
                </span>
              ))}
            </code>
          </li>
        ))}
      </ol>
    </section>
  );
}
