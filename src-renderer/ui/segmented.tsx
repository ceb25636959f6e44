import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  /** Needed where the label is only an icon. */
  readonly title?: string;
}

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly options: readonly SegmentedOption<T>[];
  readonly value: T;
  onChange(value: T): void;
  readonly className?: string;
}

/** A few choices side by side. Native radio buttons, so arrow keys work. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset
      aria-label={label}
      className={classNames('inline-flex h-6 items-stretch gap-px rounded bg-bg-2 p-px', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          data-tooltip={option.title}
          className={classNames(
            'flex items-center rounded-[3px] px-2 text-12 text-text-2 transition-colors hover:text-text-1',
            'has-checked:bg-bg-3 has-checked:text-accent',
            'has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            aria-label={option.title}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
