import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon?: LucideIcon;
  /** One sentence that teaches what will be here, or what went wrong and what to do. */
  readonly text: ReactNode;
  /** The one next step. */
  readonly action?: ReactNode;
  readonly tone?: 'plain' | 'danger';
}

export function EmptyState({ icon: Icon, text, action, tone = 'plain' }: EmptyStateProps) {
  return (
    <div
      className="flex h-full min-h-24 w-full flex-col items-center justify-center gap-3 p-6 text-center"
      role={tone === 'danger' ? 'alert' : undefined}
    >
      {Icon !== undefined && (
        <Icon
          size={20}
          strokeWidth={1.5}
          aria-hidden
          className={tone === 'danger' ? 'text-danger' : 'text-text-3'}
        />
      )}
      <p className={`max-w-72 text-12 ${tone === 'danger' ? 'text-text-1' : 'text-text-2'}`}>{text}</p>
      {action}
    </div>
  );
}
