import type { Program } from '../check/program.ts';
import { routinesIn } from './program-walk.ts';

const positions = new Set(['start', 'end', 'id', 'documentation']);

/** The same text for two programs that compute the same from the same series; places in the source do not count. */
export function fingerprint(program: Program): string {
  const routines = [...routinesIn(program.main.body)].map((routine) => [routine.id, routine.body]);
  return JSON.stringify([program.version, program.main.body, routines], (name, value: unknown) => {
    if (positions.has(name) && name !== 'id') return undefined;
    if (typeof value === 'number' && !Number.isFinite(value)) return `${value}`;
    if (typeof value !== 'object' || value === null) return value;
    // Types refer to themselves through their fields; their names say which they are.
    if (name === 'type' || name === 'userType') return typeName(value);
    if (name === 'routine' || name === 'variable' || name === 'input') return (value as { id: unknown }).id;
    if (name === 'variables') return (value as { id: number }[]).map((variable) => variable?.id ?? null);
    if (name === 'builtin') return (value as { name: string }).name;
    return value;
  });
}

function typeName(type: object): string {
  const { kind, name } = type as { kind?: string; name?: string };
  return `${kind ?? ''} ${name ?? ''}`;
}
