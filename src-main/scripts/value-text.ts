import type { SeenValue } from '../../src-shared/pine/runtime/tracer.ts';
import type { Type } from '../../src-shared/pine/types.ts';
import { cut } from './declaration.ts';

const mostShown = 20;
const longest = 500;

/** A value as the debugger shows it; undefined where there is none to show. */
export function valueText(value: SeenValue, type: Type | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null) return cut(contentsText(value.contents, 0), longest);
  if (typeof value === 'number' && type !== undefined) {
    if (type.kind === 'enum') return type.members[value]?.title ?? 'na';
    if (type.kind === 'color' && !Number.isNaN(value)) {
      return `#${value.toString(16).padStart(8, '0').toUpperCase()}`;
    }
  }
  return cut(plainText(value), longest);
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return 'na';
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'na';
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(12)));
}

/** What a heap object holds: a list, a map, or fields by name. */
function contentsText(contents: unknown, depth: number): string {
  if (typeof contents !== 'object' || contents === null) return plainText(contents);
  if (depth > 2) return '…';
  if (Array.isArray(contents) || ArrayBuffer.isView(contents)) {
    const items = Array.from(contents as ArrayLike<unknown>);
    const shown = items.slice(0, mostShown).map((item) => contentsText(item, depth + 1));
    return `[${shown.join(', ')}${items.length > mostShown ? `, … ${items.length} in all` : ''}]`;
  }
  const entries = contents instanceof Map ? [...contents] : Object.entries(contents);
  const shown = entries
    .filter(([name]) => name !== 'epoch')
    .slice(0, mostShown)
    .map(([name, value]) => `${String(name)}: ${contentsText(value, depth + 1)}`);
  return `{${shown.join(', ')}${entries.length > mostShown ? ', …' : ''}}`;
}
