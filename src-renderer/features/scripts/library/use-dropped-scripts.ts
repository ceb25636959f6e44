import { type RefObject, useEffect, useRef } from 'react';
import { readScriptFiles, type ScriptFile } from './script-file.ts';

/** Script files that are dropped onto an element. Others go where they went before. */
export function useDroppedScripts(
  place: RefObject<HTMLElement | null>,
  onDropped: (files: readonly ScriptFile[]) => void,
): void {
  const take = useRef(onDropped);
  take.current = onDropped;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])].filter(({ name }) => /\.(pine|txt)$/i.test(name));
      if (files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      void readScriptFiles(files).then((read) => take.current(read));
    };
    element.addEventListener('dragover', over);
    element.addEventListener('drop', drop, true);
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('drop', drop, true);
    };
  }, [place]);
}
