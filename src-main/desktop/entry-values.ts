import type { OpenEntryWindow } from '../connections/index.ts';

const mostFields = 20;
const longestValue = 16_384;
const tooMuch = `That is longer than any key: at most ${longestValue} characters a field.`;

/**
 * What the window for keys is answered, whatever it sent: it has emptied its fields and waits. Empty when the values were
 * taken.
 */
export async function answerTo(
  values: unknown,
  submit: Parameters<OpenEntryWindow>[1]['submit'],
): Promise<string> {
  if (!isValues(values)) return tooMuch;
  try {
    return (await submit(values)).trouble;
  } catch {
    // Whoever takes the values has written it into the log; an error could carry them, so it goes no further (K7).
    return 'Something went wrong. The log has the details.';
  }
}

function isValues(values: unknown): values is Record<string, string> {
  if (typeof values !== 'object' || values === null) return false;
  const found = Object.values(values);
  return (
    found.length <= mostFields &&
    found.every((value) => typeof value === 'string' && value.length <= longestValue)
  );
}
