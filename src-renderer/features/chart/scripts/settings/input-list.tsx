import { Info } from 'lucide-react';
import type {
  DeclaredInput,
  ScriptInputValue,
  ScriptInputValues,
} from '../../../../../src-shared/contract/scripts.ts';
import { InputField } from './input-field.tsx';
import { inputGroups } from './input-groups.ts';

interface InputListProps {
  readonly inputs: readonly DeclaredInput[];
  readonly values: ScriptInputValues;
  readonly zone: string;
  onChange(input: DeclaredInput, value: ScriptInputValue): void;
}

export function InputList({ inputs, values, zone, onChange }: InputListProps) {
  if (inputs.length === 0) return <p className="text-12 text-text-2">This script has no inputs.</p>;
  const valueFor = (input: DeclaredInput) =>
    (Object.hasOwn(values, input.id) ? values[input.id] : input.defaultValue) ?? null;
  return (
    <div className="flex flex-col gap-4">
      {inputGroups(inputs).map((group) => (
        <section
          key={group.title}
          aria-label={group.title === '' ? 'Inputs' : group.title}
          className="flex flex-col gap-2"
        >
          {group.title !== '' && (
            <h3 className="border-b border-line pb-1 text-11 font-semibold text-text-3">{group.title}</h3>
          )}
          {group.lines.map((line) => (
            <div key={line.key} className="grid grid-cols-[minmax(0,9rem)_1fr] items-center gap-x-3">
              {line.inputs[0]?.kind === 'bool' ? null : (
                <span className="truncate text-12 text-text-2">{line.inputs[0]?.title}</span>
              )}
              <div
                className={`flex flex-wrap items-center gap-2 ${line.inputs[0]?.kind === 'bool' ? 'col-span-2' : ''}`}
              >
                {line.inputs.map((input, at) => (
                  <span
                    key={input.id}
                    data-testid={`input-${input.id}`}
                    className="flex items-center gap-1.5"
                  >
                    {at > 0 && input.kind !== 'bool' && input.title !== '' && (
                      <span className="text-12 text-text-2">{input.title}</span>
                    )}
                    <InputField
                      input={input}
                      value={valueFor(input)}
                      zone={zone}
                      onChange={(value) => onChange(input, value)}
                    />
                    {input.tooltip !== '' && (
                      <Info
                        size={14}
                        role="img"
                        aria-label={input.tooltip}
                        data-tooltip={input.tooltip}
                        className="text-text-3"
                      />
                    )}
                  </span>
                ))}
              </div>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
