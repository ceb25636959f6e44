import type { Builtin } from '../builtins/builtin.ts';
import { readVariableType } from '../builtins/signature.ts';
import type { ScriptSymbol } from '../check/symbols.ts';
import { typeText } from '../check/type-rules.ts';
import { builtinForms } from './callee.ts';

export type CompletionKind =
  | 'variable'
  | 'constant'
  | 'parameter'
  | 'function'
  | 'method'
  | 'namespace'
  | 'type'
  | 'enum'
  | 'enum-member'
  | 'field'
  | 'argument'
  | 'keyword'
  | 'snippet';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Type or signature, on one line. */
  readonly detail: string;
  readonly documentation: string;
  /** What is written; in a snippet `$1` and `${1:text}` are stops. */
  readonly insert: string;
  readonly isSnippet: boolean;
  /** What typing is compared with, where it is not the label. */
  readonly filter?: string;
  /** Lower ones come first. */
  readonly rank: number;
}

const symbolKinds: Readonly<Record<ScriptSymbol['kind'], CompletionKind>> = {
  variable: 'variable',
  constant: 'constant',
  parameter: 'parameter',
  function: 'function',
  method: 'method',
  type: 'type',
  field: 'field',
  enum: 'enum',
  'enum-member': 'enum-member',
  library: 'namespace',
  namespace: 'namespace',
  'builtin-variable': 'variable',
  'builtin-function': 'function',
};

export function symbolCompletion(symbol: ScriptSymbol): Completion {
  const isCalled = symbol.kind === 'function' || symbol.kind === 'method';
  const typed = symbol.typed === undefined ? '' : typeText(symbol.typed.type);
  return {
    label: symbol.name,
    kind: symbolKinds[symbol.kind],
    detail: symbol.signature ?? typed,
    documentation: symbol.documentation,
    insert: isCalled ? `${symbol.name}($0)` : symbol.name,
    isSnippet: isCalled,
    rank: 1,
  };
}

export function namespaceCompletion(name: string): Completion {
  return {
    label: name,
    kind: 'namespace',
    detail: 'namespace',
    documentation: '',
    insert: name,
    isSnippet: false,
    rank: 2,
  };
}

export function builtinCompletion(builtin: Builtin, label: string, isOnObject = false): Completion {
  if (builtin.kind === 'variable') {
    const { type, qualifier } = readVariableType(builtin.type);
    const isConstant = builtin.implementation.kind === 'constant';
    return {
      label,
      kind: isConstant ? 'constant' : 'variable',
      detail: `${qualifier} ${typeText(type)}`,
      documentation: builtin.documentation,
      insert: label,
      isSnippet: false,
      rank: 2,
    };
  }
  const [form] = builtinForms(builtin, isOnObject);
  const takesNothing = form === undefined || form.parameters.length === 0;
  const names = form?.parameters.map(({ name }) => name).join(', ') ?? '';
  return {
    label,
    kind: isOnObject ? 'method' : 'function',
    detail: `(${names}) ${form?.result ?? ''}`,
    documentation: builtin.documentation,
    insert: takesNothing ? `${label}()` : `${label}($0)`,
    isSnippet: !takesNothing,
    rank: 2,
  };
}
