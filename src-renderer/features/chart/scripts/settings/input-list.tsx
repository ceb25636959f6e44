import { Info } from 'lucide-react';
import type {
  DeclaredInput,
  ScriptInputValue,
  ScriptInputValues,
} from '../../../../../src-shared/contract/scripts.ts';
import type { ChartScript, SourceLink } from '../chart-script.ts';
import type { SourceChoice } from '../plot-sources.ts';
import { InputField } from './input-field.tsx';
import { inputGroups } from './input-groups.ts';
import { SourceField } from './source-field.tsx';

interface InputListProps {
  readonly inputs: readonly DeclaredInput[];
  readonly values: ScriptInputValues;
  readonly sources: ChartScript['sources'];
  /** Plots of other scripts that a source may be. */
  readonly plots: readonly SourceChoice[];
  readonly zone: string;
  /** Undefined for a price, which `onChange` tells. */
  onSource(input: DeclaredInput, link: SourceLink | undefined): void;
  onChange(input: DeclaredInput, value: ScriptInputValue): void;
}

export function InputList(props: InputListProps) {
  const { inputs, values, sources, plots, zone, onSource, onChange } = props;
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
                    {input.kind === 'source' ? (
                      <SourceField
                        label={input.title}
                        value={valueFor(input)}
                        link={sources[input.id]}
                        plots={plots}
                        onChange={(value) => onChange(input, value)}
                        onSource={(link) => onSource(input, link)}
                      />
                    ) : (
                      <InputField
                        input={input}
                        value={valueFor(input)}
                        zone={zone}
                        onChange={(value) => onChange(input, value)}
                      />
                    )}
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
