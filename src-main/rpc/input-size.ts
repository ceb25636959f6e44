/** More than the largest upload piece or layout; far less than what would hurt. */
export const largestInput = { characters: 1_500_000, values: 100_000, depth: 64 } as const;

/** Why an input is too large to be looked at, or undefined. Never recurses: the input may be as deep as it likes. */
export function inputFault(input: unknown): string | undefined {
  let characters = 0;
  let values = 0;
  const waiting: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { value, depth } = one;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (values > largestInput.values || characters > largestInput.characters) return 'it is too large';
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= largestInput.depth) return 'it is nested too deeply';
    if (ArrayBuffer.isView(value)) {
      characters += value.byteLength;
      continue;
    }
    for (const [key, inner] of Object.entries(value)) {
      characters += key.length;
      if (waiting.length > largestInput.values) return 'it is too large';
      waiting.push({ value: inner, depth: depth + 1 });
    }
  }
  return undefined;
}
