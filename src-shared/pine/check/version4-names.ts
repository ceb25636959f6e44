import type { Catalogue, FoundBuiltin } from '../builtins/catalogue.ts';
import type { Argument, Call } from '../syntax/tree.ts';

/** Names of version 4 that became something else than the same name in a namespace. */
const renamed: Readonly<Record<string, string>> = {
  study: 'indicator',
  security: 'request.security',
  tickerid: 'ticker.new',
  n: 'bar_index',
};

/** Where the plain names of version 4 went; the first that has one of a name is meant. */
const namespaces = ['ta', 'math', 'str', 'request', 'ticker', 'timeframe', 'color', 'syminfo'];

/** What a name of version 4 is called today. */
export function findVersion4(catalogue: Catalogue, name: string): FoundBuiltin | undefined {
  const found = catalogue.findFormer(name) ?? catalogue.findBuiltin(name);
  if (found !== undefined || name.includes('.')) return found;
  const other = renamed[name];
  if (other !== undefined) return catalogue.findBuiltin(other);
  for (const namespace of namespaces) {
    const candidate = catalogue.findBuiltin(`${namespace}.${name}`);
    if (candidate !== undefined) return candidate;
  }
  return undefined;
}

/** Parameters of version 4 by their names of today, where only the name changed. */
export const renamedParameters: Readonly<Record<string, string>> = {
  resolution: 'timeframe',
  resolution_gaps: 'timeframe_gaps',
};

/** Parameters in version 4's order, where `transp` stood among them. */
const formerOrders: Readonly<Record<string, readonly string[]>> = {
  plot: [
    'series',
    'title',
    'color',
    'linewidth',
    'style',
    'trackprice',
    'transp',
    'histbase',
    'offset',
    'join',
    'editable',
    'show_last',
    'display',
  ],
  plotshape: [
    'series',
    'title',
    'style',
    'location',
    'color',
    'transp',
    'offset',
    'text',
    'textcolor',
    'editable',
    'size',
    'show_last',
    'display',
  ],
  plotchar: [
    'series',
    'title',
    'char',
    'location',
    'color',
    'transp',
    'offset',
    'text',
    'textcolor',
    'editable',
    'size',
    'show_last',
    'display',
  ],
  plotarrow: [
    'series',
    'title',
    'colorup',
    'colordown',
    'transp',
    'offset',
    'minheight',
    'maxheight',
    'editable',
    'show_last',
    'display',
  ],
  bgcolor: ['color', 'transp', 'offset', 'editable', 'show_last', 'title'],
};
const beforeFillTitle = ['color', 'transp', 'title', 'editable'];

/** Gives names to the arguments whose place moved since version 4. */
export function withFormerOrder(call: Call, builtinName: string): Call {
  const order =
    builtinName === 'fill' ? [undefined, undefined, ...beforeFillTitle] : formerOrders[builtinName];
  const moved = order?.indexOf('transp') ?? -1;
  if (order === undefined || moved < 0 || call.arguments.length <= moved) return call;
  const named = call.arguments.map((argument, position): Argument => {
    const name = order[position];
    if (argument.name !== undefined || position < moved || name === undefined) return argument;
    const { start } = argument;
    return { ...argument, name: { kind: 'identifier', name, start, end: start } };
  });
  return { ...call, arguments: named };
}
