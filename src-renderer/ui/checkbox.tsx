import { Check } from 'lucide-react';
import type { ReactNode } from 'react';

interface CheckboxProps {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  onChange(isChecked: boolean): void;
  readonly isDisabled?: boolean;
}

export function Checkbox({ label, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  return (
    <label className="inline-flex items-center gap-2 text-13 has-disabled:opacity-45">
      <span className="relative inline-flex size-4 items-center justify-center">
        <input
          type="checkbox"
          checked={isChecked}
          disabled={isDisabled}
          onChange={(event) => onChange(event.currentTarget.checked)}
          className="peer absolute inset-0 appearance-none rounded-[3px] border border-line-control bg-bg-2 checked:border-accent checked:bg-accent focus-visible:outline-offset-2"
        />
        <Check
          size={12}
          strokeWidth={3}
          aria-hidden
          className="relative hidden text-on-accent peer-checked:block"
        />
      </span>
      {label}
    </label>
  );
}
