import type { SimulatorAnswer } from '../exchange/server.ts';

/** What Coinbase answers instead of a result. */
export class VenueError extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, string>;

  constructor(status: number, body: unknown, headers: Record<string, string> = {}) {
    super(`The simulated Coinbase answers ${status}.`);
    this.name = 'VenueError';
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  toAnswer(): SimulatorAnswer {
    return { status: this.status, headers: this.headers, body: this.body };
  }
}

function worded(status: number, error: string, code: number, message: string): VenueError {
  return new VenueError(status, { error, code, message, error_details: message });
}

export const errors = {
  invalid: (message: string) => worded(400, 'INVALID_ARGUMENT', 3, message),
  notFound: (message: string) => worded(404, 'NOT_FOUND', 5, message),
  permission: (message = 'Missing required scopes') => worded(403, 'PERMISSION_DENIED', 7, message),
  /** From the services behind the gate. */
  unauthorised: () =>
    new VenueError(401, { error: 'UNAUTHORIZED', code: 16, message: 'Unauthorized', details: [] }),
  /** From the gate itself, which does not speak JSON. */
  turnedAway: () => new VenueError(401, 'Unauthorized\n', { 'content-type': 'text/plain' }),
  maintenance: () =>
    new VenueError(503, 'upstream connect error or disconnect/reset before headers', {
      'content-type': 'text/plain',
    }),
};
