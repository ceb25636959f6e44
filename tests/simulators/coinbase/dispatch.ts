import type { SimulatorAnswer, SimulatorRequest } from '../exchange/server.ts';
import type { KeyRecord } from './keys.ts';
import { checkToken } from './token.ts';
import { errors, VenueError } from './venue-error.ts';
import type { Call, Endpoint, Endpoints, World } from './world.ts';

interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  endpoint: Endpoint;
}

export function routesOf(endpoints: Endpoints): Route[] {
  return Object.entries(endpoints).map(([operation, endpoint]) => {
    const [method = '', template = ''] = operation.split(' ');
    const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
    return { method, pattern, names, endpoint };
  });
}

export function answerRest(world: World, routes: Route[], request: SimulatorRequest): SimulatorAnswer {
  try {
    if (world.faults.maintenance) throw errors.maintenance();
    const { endpoint, path } = findRoute(routes, request);
    const key = endpoint.security === 'none' ? undefined : authorise(world, request);
    const headers = world.limits.admit(request.path, key?.accountId);
    if (key !== undefined && endpoint.security !== 'none') checkRights(key, endpoint.security);
    const call: Call = { world, request, query: request.query, path, body: readBody(request) };
    const body =
      endpoint.security === 'none'
        ? endpoint.run(call)
        : endpoint.run({ ...call, key: key as KeyRecord, accountId: (key as KeyRecord).accountId });
    return { status: 200, headers, body };
  } catch (error) {
    if (error instanceof VenueError) return error.toAnswer();
    throw error;
  }
}

function findRoute(routes: Route[], request: SimulatorRequest) {
  for (const { method, pattern, names, endpoint } of routes) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (match === null) continue;
    const path: Record<string, string> = {};
    for (const [index, name] of names.entries()) path[name] = decoded(match[index + 1] ?? '');
    return { endpoint, path };
  }
  throw errors.notFound('Not Found');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw errors.invalid('malformed path');
  }
}

/** A token is bound to method, host and path; the host is the one that the client addressed. */
function authorise(world: World, request: SimulatorRequest): KeyRecord {
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const host = request.headers.host ?? '';
  const result =
    token === undefined
      ? 'malformed'
      : checkToken(token, {
          keys: world.keys,
          clock: world.clock,
          remoteAddress: request.remoteAddress,
          uris: [`${request.method} ${host}${request.path}`],
        });
  if (typeof result === 'string') {
    world.tokenFaults.push(result);
    const isKnownToGate = result === 'signature' || result === 'uri' || result === 'clock';
    throw isKnownToGate ? errors.unauthorised() : errors.turnedAway();
  }
  if (world.nonces.seen.has(result.nonce)) world.nonces.reused += 1;
  world.nonces.seen.add(result.nonce);
  return result.key;
}

function checkRights(key: KeyRecord, security: 'view' | 'trade'): void {
  if (security === 'trade' ? !key.canTrade : !key.canView) throw errors.permission();
}

function readBody(request: SimulatorRequest): Record<string, unknown> {
  if (request.method === 'GET' || request.body === '') return {};
  try {
    const value: unknown = JSON.parse(request.body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw errors.invalid('request body is not a JSON object');
}
