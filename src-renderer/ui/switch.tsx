import type { ReactNode } from 'react';

interface SwitchProps {
  readonly label: ReactNode;
  readonly isOn: boolean;
  onChange(isOn: boolean): void;
  readonly isDisabled?: boolean;
}

/** Something that takes effect at once. */
export function Switch({ label, isOn, onChange, isDisabled = false }: SwitchProps) {
  return (
    <label className="inline-flex items-center gap-2 text-13 has-disabled:opacity-45">
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="relative h-4 w-7 shrink-0 appearance-none rounded-full bg-line-control transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-3 before:rounded-full before:bg-bg-0 before:transition-transform before:content-[''] checked:bg-accent checked:before:translate-x-3 focus-visible:outline-offset-2"
      />
      {label}
    </label>
  );
}
