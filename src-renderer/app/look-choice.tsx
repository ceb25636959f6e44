import { useId } from 'react';
import type { Preferences } from '../lib/preferences/preferences.ts';

type Theme = Preferences['theme'];

const looks = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
] as const satisfies readonly { value: Theme; label: string }[];

/** Two small pictures of the terminal, one to choose. */
export function LookChoice({ value, onChange }: { value: Theme; onChange(value: Theme): void }) {
  const name = useId();
  return (
    <fieldset className="grid grid-cols-2 gap-3">
      <legend className="pb-2 text-12 text-text-2">Choose a look. It can be changed at any time.</legend>
      {looks.map((look) => (
        <label
          key={look.value}
          className="flex flex-col gap-2 rounded border border-line-strong p-2 text-12 text-text-2 transition-colors hover:border-line-control has-checked:border-accent has-checked:text-text-1 has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={look.value === value}
            onChange={() => onChange(look.value)}
          />
          <span
            data-look={look.value}
            className="look-picture flex h-20 gap-1 overflow-hidden rounded-[3px] p-1.5"
            aria-hidden
          >
            <span className="look-panel w-1/5" />
            <span className="look-panel flex flex-1 items-end justify-around p-1.5">
              {[38, 52, 44, 66, 58, 80, 72].map((percent, index) => (
                <i
                  key={percent}
                  className={index % 3 === 2 ? 'look-down' : 'look-up'}
                  style={{ height: `${percent}%` }}
                />
              ))}
            </span>
          </span>
          {look.label}
        </label>
      ))}
    </fieldset>
  );
}
