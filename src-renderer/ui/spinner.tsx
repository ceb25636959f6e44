import { LoaderCircle } from 'lucide-react';

/** For waits without a number. Shown only after a moment, so that quick answers do not flicker. */
export function Spinner({ label = 'Loading' }: { label?: string }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-12 text-text-2">
      <LoaderCircle size={16} strokeWidth={1.75} aria-hidden className="animate-spin text-text-3" />
      <span>{label}</span>
    </span>
  );
}
