import type { SimulatorAnswer } from '../exchange/server.ts';

/** What Kite Connect answers instead of a result. */
export class VenueError extends Error {
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.name = 'VenueError';
    this.status = status;
    this.type = type;
  }

  get body(): object {
    return { status: 'error', message: this.message, data: null, error_type: this.type };
  }

  toAnswer(): SimulatorAnswer {
    return { status: this.status, body: this.body };
  }
}

const of = (status: number, type: string) => (message: string) => new VenueError(status, type, message);

/** The texts of the notes where they have one; others are ours, for the type decides. */
export const errors = {
  token: of(403, 'TokenException'),
  permission: of(403, 'PermissionException'),
  input: of(400, 'InputException'),
  order: of(400, 'OrderException'),
  margin: of(400, 'MarginException'),
  holding: of(400, 'HoldingException'),
  missing: (field: string) => errors.input(`Missing or empty field \`${field}\``),
  invalid: (field: string) => errors.input(`Invalid \`${field}\`.`),
  incorrectToken: () => errors.token('Incorrect `api_key` or `access_token`.'),
  expiredToken: () => errors.token('Token is invalid or has expired.'),
  address: (address: string) => errors.permission(`IP (${address}) is not allowed to place orders`),
  noData: () => errors.permission('Insufficient permission for that call.'),
  tooMany: () => new VenueError(429, 'NetworkException', 'Too many requests'),
  unknownOrder: () => errors.order("Couldn't find that `order_id`."),
  notFound: () => new VenueError(404, 'GeneralException', 'Route not found'),
  wrongMethod: () => new VenueError(405, 'GeneralException', 'Method not allowed'),
  gone: () => new VenueError(410, 'GeneralException', 'This version of the API is gone.'),
};

const html = { 'content-type': 'text/html' };

/** Ready answers for `faults.add({ …, do: 'status', …trouble.data })`. Placed `after`, they leave the order in doubt. */
export const trouble = {
  data: { status: 502, body: new VenueError(502, 'DataException', 'Something went wrong.').body },
  network: { status: 503, body: new VenueError(503, 'NetworkException', 'Gateway timed out').body },
  general: {
    status: 500,
    body: new VenueError(500, 'GeneralException', 'Something unexpected happened.').body,
  },
  gateway: { status: 504, headers: html, body: '<html><body><h1>504 Gateway Time-out</h1></body></html>' },
} as const;

export function maintenanceAnswer(): SimulatorAnswer {
  return { status: 503, headers: html, body: '<html><body>Kite is under maintenance.</body></html>' };
}
