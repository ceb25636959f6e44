import type { Builtin } from '../builtins/builtin.ts';
import type { Catalogue } from '../builtins/catalogue.ts';
import { readVariableType } from '../builtins/signature.ts';
import { type CallParameter, formsOf, parameterFor, parameterText, plainType } from './callee.ts';
import type { Completion } from './completion-item.ts';
import type { Cursor } from './cursor.ts';
import type { KnownSymbols } from './known-symbols.ts';

/** Names of arguments that are still free, and values that the parameter has names for. */
export function argumentCompletions(
  { call, previous }: Cursor,
  known: KnownSymbols,
  catalogue: Catalogue,
): Completion[] {
  if (call === undefined) return [];
  const isBegin = previous?.kind === '(' || previous?.kind === ',';
  const isBehindName = previous?.kind === '=' && call.name !== undefined;
  if (!isBegin && !isBehindName) return [];
  const forms = formsOf(call, known, catalogue);
  const items: Completion[] = [];
  for (const form of forms) {
    const parameter = form.parameters[parameterFor(form, call)];
    const given = new Set(call.names);
    const before = call.names.slice(0, -1);
    const firstNamed = before.findIndex((name) => name !== undefined);
    const isNaming = firstNamed >= 0;
    const taken = isNaming ? firstNamed : call.index;
    // Behind a name every argument has one.
    if (parameter !== undefined && (isBehindName || !isNaming))
      items.push(...valuesOf(parameter, call.path, catalogue));
    if (!isBegin) continue;
    for (const [index, free] of form.parameters.entries()) {
      if (free.isRest || given.has(free.name) || index < taken) continue;
      items.push({
        label: `${free.name} =`,
        kind: 'argument',
        detail: parameterText(free).slice(free.name.length).replace(/^: /, ''),
        documentation: free.documentation,
        insert: `${free.name} = `,
        isSnippet: false,
        filter: free.name,
        rank: isNaming ? 0 : 1,
      });
    }
  }
  return items;
}

/** Parameters whose type is a plain string or int, and where the values that fit are kept. */
const places: Readonly<Record<string, string>> = {
  size: 'size.',
  text_size: 'size.',
  location: 'location.',
  position: 'position.',
  xloc: 'xloc.',
  yloc: 'yloc.',
  extend: 'extend.',
  format: 'format.',
  currency: 'currency.',
  scale: 'scale.',
  text_halign: 'text.align_',
  text_valign: 'text.align_',
  textalign: 'text.align_',
  text_wrap: 'text.wrap_',
  text_font_family: 'font.',
  direction: 'strategy.',
  oca_type: 'strategy.oca.',
  default_qty_type: 'strategy.',
  commission_type: 'strategy.commission.',
  freq: 'alert.freq_',
  adjustment: 'adjustment.',
  session: 'session.',
};

function valuesOf(parameter: CallParameter, path: readonly string[], catalogue: Catalogue): Completion[] {
  const type = plainType(parameter.wanted);
  if (type?.kind === 'bool') return ['true', 'false'].map((word) => value(word, 'bool', ''));
  if (type?.kind === 'unique') {
    return constants(catalogue, (_, one) => {
      const own = one.kind === 'variable' ? readVariableType(one.type).type : undefined;
      return own?.kind === 'unique' && own.name === type.name;
    });
  }
  if (type?.kind === 'color') return constants(catalogue, (name) => /^color\.[a-z]+$/.test(name));
  const start = startOf(parameter, path);
  return start === undefined
    ? []
    : constants(catalogue, (name) => name.startsWith(start) && !name.slice(start.length).includes('.'));
}

/** How the names of the constants that fit begin. */
function startOf(parameter: CallParameter, path: readonly string[]): string | undefined {
  if (parameter.default?.kind === 'name') {
    const start = /^.*\.(?:(?:style|align|wrap|freq)_)?/.exec(parameter.default.name)?.[0];
    if (start !== undefined) return start;
  }
  if (parameter.name === 'style') {
    const [namespace] = path;
    if (namespace === 'plotshape') return 'shape.';
    return namespace === 'box' ? 'line.style_' : `${namespace}.style_`;
  }
  if (parameter.name === 'border_style') return 'line.style_';
  return places[parameter.name];
}

function constants(catalogue: Catalogue, isWanted: (name: string, one: Builtin) => boolean): Completion[] {
  const found: Completion[] = [];
  for (const name of catalogue.names) {
    const one = catalogue.findBuiltin(name)?.variable;
    if (one?.implementation.kind === 'constant' && isWanted(name, one)) {
      found.push(value(name, one.type, one.documentation));
    }
  }
  return found;
}

function value(label: string, detail: string, documentation: string): Completion {
  return { label, kind: 'constant', detail, documentation, insert: label, isSnippet: false, rank: 0 };
}
