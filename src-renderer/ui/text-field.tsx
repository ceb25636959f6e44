import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { classNames } from './class-names.ts';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'prefix'> {
  readonly label: string;
  /** The label is for screen readers only; the place makes clear what it is. */
  readonly isLabelHidden?: boolean;
  /** What is wrong with the value and what to write instead. */
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly prefix?: ReactNode;
  onChange(value: string): void;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  isLabelHidden = false,
  error,
  hint,
  prefix,
  onChange,
  className,
  ref,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classNames('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-12 text-text-2'}>
        {label}
      </label>
      <div
        className={classNames(
          'flex h-7 items-center gap-1.5 rounded border bg-bg-2 px-2 focus-within:border-accent',
          error === undefined ? 'border-line-strong' : 'border-danger',
        )}
      >
        {prefix}
        <input
          {...rest}
          ref={ref}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          onChange={(event) => onChange(event.currentTarget.value)}
          className="h-full min-w-0 flex-1 bg-transparent text-13 outline-none"
          spellCheck={false}
          autoComplete="off"
        />
      </div>
      {note !== undefined && (
        <p
          id={`${id}-note`}
          className={classNames('text-12', error === undefined ? 'text-text-3' : 'text-danger')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
