import { largestScript } from '../../src-shared/contract/script-limits.ts';
import type {
  DeclaredInput,
  ScriptDeclaration,
  ScriptDiagnostic,
  ScriptInputValue,
} from '../../src-shared/contract/scripts.ts';
import type { ConstantValue, Program, ScriptInput } from '../../src-shared/pine/check/program.ts';
import type { Diagnostic } from '../../src-shared/pine/diagnostic.ts';
import type { Plot } from '../../src-shared/pine/runtime/outputs.ts';

const mostDiagnostics = 500;

/** What a script says of itself, in the contract's form and within its bounds. */
export function declarationOf(
  program: Program,
  inputs: Readonly<Record<string, ConstantValue>>,
  plots: readonly Plot[],
  diagnostics: readonly Diagnostic[],
): ScriptDeclaration {
  const { settings } = program;
  const text = (name: string) => (typeof settings[name] === 'string' ? (settings[name] as string) : '');
  const title = cut(text('title'), 4096);
  return {
    script: program.kind,
    version: program.version,
    title,
    shortTitle: cut(text('shorttitle'), 4096) || title,
    isOverlay: settings.overlay === true,
    settings: portableOptions(settings),
    inputs: program.inputs.slice(0, 2000).map((input) => declaredInput(input, inputs[input.id])),
    plots: plots.map(({ id, kind, title: name, options, columns, start, end }) => ({
      id,
      kind,
      title: cut(name, 4096),
      options: portableOptions(options),
      columns,
      ...range(start, end),
    })),
    diagnostics: portableDiagnostics(diagnostics),
  };
}

export function portableDiagnostics(diagnostics: readonly Diagnostic[]): ScriptDiagnostic[] {
  return diagnostics.slice(0, mostDiagnostics).map(({ code, severity, message, start, end }) => ({
    code,
    severity,
    message: cut(message, 2000),
    ...range(start, end),
  }));
}

export function range(start: number, end: number): { start: number; end: number } {
  const within = (offset: number) => Math.max(0, Math.min(largestScript, Math.trunc(offset) || 0));
  return { start: within(start), end: within(end) };
}

export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function declaredInput(input: ScriptInput, given: ConstantValue | undefined): DeclaredInput {
  const finite = (value: number | undefined) =>
    value !== undefined && Number.isFinite(value) ? value : null;
  const members = input.type.kind === 'enum' ? input.type.members : undefined;
  const options =
    input.options?.map((value) => ({
      value: portableValue(value),
      title: members?.[value as number]?.title ?? String(value),
    })) ?? members?.map(({ title }, value) => ({ value, title }));
  return {
    id: cut(input.id, 200),
    kind: input.kind,
    title: cut(input.title, 500),
    defaultValue: portableValue(input.defaultValue),
    value: portableValue(given ?? input.defaultValue),
    options: options?.slice(0, 500).map(({ value, title }) => ({ value, title: cut(title, 500) })) ?? null,
    minimum: finite(input.minimum),
    maximum: finite(input.maximum),
    step: finite(input.step),
    tooltip: cut(input.tooltip, 4096),
    inline: cut(input.inline, 500),
    group: cut(input.group, 500),
    confirm: input.confirm,
    ...range(input.start, input.end),
  };
}

function portableOptions(
  options: Readonly<Record<string, ConstantValue>>,
): Record<string, number | string | boolean | null> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, portableValue(value)]));
}

/** JSON knows neither NaN nor infinity. */
function portableValue(value: ConstantValue): ScriptInputValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string') return cut(value, 4096);
  return typeof value === 'boolean' ? value : null;
}
