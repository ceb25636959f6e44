import type { SelectHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly isDisabled?: boolean;
}

export interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'children'> {
  readonly label: string;
  readonly options: readonly SelectOption[];
  readonly value: string;
  onChange(value: string): void;
}

/** The engine's own select: keyboard, typing ahead and touch come with it; only its looks are ours. */
export function Select({ label, options, value, onChange, className, ...rest }: SelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={classNames(
        'select h-7 rounded border border-line-strong bg-bg-2 pr-5 pl-2 text-12 text-text-1',
        'hover:border-line-control disabled:opacity-45',
        className,
      )}
      {...rest}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.isDisabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
