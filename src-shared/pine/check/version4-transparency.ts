import type * as tree from '../syntax/tree.ts';

/** What version 4 drew nearly transparent where the call said nothing, and how transparent, in percent. */
const ownTransparency = 90;
const faint: ReadonlySet<string> = new Set(['bgcolor', 'fill']);

/** The transparency that a version 4 call of this built-in had by itself; undefined where it had none. */
export function transparencyBefore5(builtinName: string): number | undefined {
  return faint.has(builtinName) ? ownTransparency : undefined;
}

/** Whether a colour is written with its own transparency, which counted before that of the call. */
export function saysTransparency(color: tree.Expression): boolean {
  if (color.kind === 'color') return color.text.length === 9;
  if (color.kind !== 'call' || color.callee.kind !== 'member') return false;
  return color.callee.property.name === 'new' || color.callee.property.name === 'rgb';
}

/** Gives a version 4 call the `transp` that it had by itself; its arguments are in version 4's order. */
export function withFormerTransparency(call: tree.Call, builtinName: string): tree.Call {
  const value = transparencyBefore5(builtinName);
  const place = builtinName === 'fill' ? 2 : 0;
  const color = call.arguments.find(({ name }, at) =>
    name === undefined ? at === place : name.name === 'color',
  );
  const isSaid = call.arguments.some(({ name }) => name?.name === 'transp');
  if (value === undefined || isSaid || (color !== undefined && saysTransparency(color.value))) return call;
  const range = { start: call.end, end: call.end };
  const transp: tree.Argument = {
    kind: 'argument',
    name: { kind: 'identifier', name: 'transp', ...range },
    value: { kind: 'number', value, isFloat: false, text: String(value), ...range },
    ...range,
  };
  return { ...call, arguments: [...call.arguments, transp] };
}
