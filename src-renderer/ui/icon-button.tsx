import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names.ts';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: LucideIcon;
  /** Says what it does: the accessible name and the tooltip. */
  readonly label: string;
  /** Shown in the tooltip: `Mod+K`. */
  readonly keys?: string;
  readonly isOn?: boolean;
  readonly size?: 'small' | 'normal';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  icon: Icon,
  label,
  keys,
  isOn,
  size = 'normal',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      data-tooltip={label}
      data-tooltip-keys={keys}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded transition-colors hover:bg-bg-3 hover:text-text-1',
        'disabled:pointer-events-none disabled:opacity-40 data-[state=open]:bg-bg-3 data-[state=open]:text-text-1',
        size === 'small' ? 'size-5' : 'size-6',
        isOn === true ? 'bg-accent-ground text-accent' : 'text-text-2',
        className,
      )}
      {...rest}
    >
      <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />
    </button>
  );
}
