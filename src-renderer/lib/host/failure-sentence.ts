/**
 * What to tell the person when a call to the main process failed. Expected failures carry a sentence for people; anything
 * else is told as what it is, an unexpected fault.
 */
export function failureSentence(error: unknown): string {
  if (error instanceof Error && error.message !== '') return error.message;
  return 'Something unexpected went wrong. The log has the details.';
}
