import { classNames } from './class-names.ts';

interface ProgressProps {
  readonly label: string;
  /** 0…1; null when it is not known yet. */
  readonly fraction: number | null;
  readonly className?: string;
}

export function Progress({ label, fraction, className }: ProgressProps) {
  const percent = fraction === null ? 0 : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : percent}
      tabIndex={-1}
      className={classNames('h-1 overflow-hidden rounded-full bg-line-strong', className)}
    >
      <div
        className={classNames(
          'h-full rounded-full bg-accent transition-[width]',
          fraction === null && 'w-1/4 animate-pulse',
        )}
        style={fraction === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
