import { Users } from 'lucide-react';

/** What a login does to other programs of the same user, told before it is made. */
export function SessionNotice({ text }: { text: string }) {
  return (
    <p
      className="flex items-start gap-2.5 rounded border border-warn bg-warn-ground p-2.5 text-12 text-text-1"
      data-testid="session-notice"
    >
      <Users size={14} aria-hidden className="mt-px shrink-0 text-warn" />
      <span>{text}</span>
    </p>
  );
}
