import { z } from 'zod';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { SignInput } from '../venues/venue-kind.ts';

const signInputSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  request: z.strictObject({
    method: z.string().min(1),
    path: z.string().min(1),
    query: z.record(z.string(), z.string()).exactOptional(),
    body: z.record(z.string(), z.unknown()).exactOptional(),
    surface: z.string().exactOptional(),
    isJson: z.boolean().exactOptional(),
  }),
  timestamp: z.number().exactOptional(),
  nonce: z.string().exactOptional(),
});

const members = '“credentials”, “request”, and where wanted “timestamp” and “nonce”';
const requestMembers = '“method”, “path”, “query”, “body”, “surface” and “isJson”';

const forms: Readonly<Record<string, string>> = {
  string: 'a text in quotation marks',
  number: 'a number without quotation marks',
  boolean: 'true or false, without quotation marks',
  record: 'an object in braces: {"name": "value"}',
  object: 'an object in braces: {"name": "value"}',
};

/**
 * What `venue sign` reads from standard input, checked.
 * @throws Failure `invalid` with one sentence that names the member and never its value, which may be a secret (K7).
 */
export function readSignInput(input: unknown): SignInput {
  const found = signInputSchema.safeParse(input);
  if (found.success) return found.data;
  throw new Failure('invalid', sentenceOf(found.error.issues[0], input));
}

type Issue = z.core.$ZodIssue;

function sentenceOf(issue: Issue | undefined, input: unknown): string {
  if (issue === undefined || issue.path.length === 0) {
    return issue?.code === 'unrecognized_keys'
      ? `The object has a member that is not known here. It takes ${members}.`
      : `Standard input must be one JSON object with ${members}.`;
  }
  const name = `“${issue.path.join('.')}”`;
  if (issue.code === 'unrecognized_keys')
    return `${name} has a member that is not known here. It takes ${requestMembers}.`;
  if (issue.code === 'too_small') return `${name} is empty.`;
  if (valueAt(input, issue.path) === undefined) return `${name} is missing.`;
  const form = issue.code === 'invalid_type' ? forms[issue.expected] : undefined;
  return form === undefined
    ? `${name} is not as docs/venue-tools.md describes it.`
    : `${name} must be ${form}.`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}
