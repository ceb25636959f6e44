import type { ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One primary action per surface; `ghost` for the many small ones. */
  readonly tone?: 'primary' | 'plain' | 'ghost' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
  readonly ref?: Ref<HTMLButtonElement>;
}

const tones = {
  primary: 'bg-accent text-on-accent font-semibold hover:bg-accent-strong',
  plain: 'border border-line-strong bg-bg-2 text-text-1 hover:bg-bg-3',
  ghost: 'text-text-2 hover:bg-bg-3 hover:text-text-1',
  danger: 'border border-danger bg-danger-ground text-danger hover:bg-bg-3',
} as const;

const sizes = {
  small: 'h-6 px-2 text-12',
  normal: 'h-7 px-3 text-12',
  large: 'h-9 px-5 text-13',
} as const;

export function Button({ tone = 'plain', size = 'normal', className, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded whitespace-nowrap transition-colors',
        'disabled:pointer-events-none disabled:opacity-45',
        tone === 'primary' && 'focus-visible:outline-offset-2',
        tones[tone],
        sizes[size],
        className,
      )}
      {...rest}
    />
  );
}
