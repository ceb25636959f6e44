/* Reading what a message carries. What is absent is not 0. */

export type Fields = Readonly<Record<string, unknown>>;

export function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

export function number(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
}

export function flag(fields: Fields, name: string): boolean {
  return fields[name] === true;
}

export function numbers(fields: Fields, name: string): number[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
}

export function texts(fields: Fields, name: string): string[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Unix seconds and the microseconds on top, as all stamps come. */
export function stamp(timeMs: number, micros = (timeMs % 1000) * 1000): { ssboe: number; usecs: number } {
  return { ssboe: Math.floor(timeMs / 1000), usecs: Math.floor(micros) };
}
