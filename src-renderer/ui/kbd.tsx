import { keyText } from './key-text.ts';

export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="rounded border border-line-strong bg-bg-1 px-1 font-sans text-11 whitespace-nowrap text-text-2">
      {keyText(keys)}
    </kbd>
  );
}
