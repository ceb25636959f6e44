import type { SimulatorAnswer, SimulatorRequest } from '../exchange/server.ts';
import type { Session } from './apps.ts';
import { Fields } from './fields.ts';
import { errors, maintenanceAnswer, VenueError } from './venue-error.ts';
import { type Call, type Endpoint, type Endpoints, PlainAnswer, type World } from './world.ts';

interface Route {
  method: string;
  pattern: RegExp;
  names: string[];
  endpoint: Endpoint;
}

/** Paths written out come before those with placeholders. */
export function routesOf(endpoints: Endpoints): Route[] {
  return Object.entries(endpoints)
    .map(([operation, endpoint]) => {
      const [method = '', template = ''] = operation.split(' ');
      const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
      return { method, pattern, names, endpoint };
    })
    .sort((a, b) => a.names.length - b.names.length);
}

export function answerRest(world: World, routes: Route[], request: SimulatorRequest): SimulatorAnswer {
  if (world.faults.maintenance) return maintenanceAnswer();
  try {
    const { endpoint, path } = findRoute(routes, request);
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    const call: Call = {
      world,
      request,
      query: new Fields(request.query),
      form: new Fields(new URLSearchParams(isForm ? request.body : '')),
      path,
    };
    return wrap(endpoint.needs === 'nothing' ? endpoint.run(call) : runAs(endpoint, call));
  } catch (error) {
    if (error instanceof VenueError) return error.toAnswer();
    throw error;
  }
}

function runAs(endpoint: Exclude<Endpoint, { needs: 'nothing' }>, call: Call): unknown {
  const { world, request } = call;
  const session = sessionOf(world, request);
  const { app } = session;
  world.limits.admit(request.method, request.path, app.apiKey, app.userId);
  if (endpoint.needs === 'prices' && !app.hasData) throw errors.noData();
  const address = request.remoteAddress.replace(/^::ffff:/, '');
  if (endpoint.needs === 'orders' && !app.addresses.includes(address)) throw errors.address(address);
  return endpoint.run({ ...call, session, user: world.registry.user(app.userId) });
}

/** @throws VenueError. Version 2 is gone, and nothing was version 1. */
export function sessionOf(world: World, request: SimulatorRequest): Session {
  if (request.headers['x-kite-version'] !== '3') throw errors.gone();
  const [, apiKey, accessToken] = /^token ([^:\s]+):(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (apiKey === undefined || accessToken === undefined) throw errors.incorrectToken();
  return world.registry.check(apiKey, accessToken);
}

function wrap(result: unknown): SimulatorAnswer {
  if (result instanceof PlainAnswer) return result;
  return { status: 200, body: { status: 'success', data: result } };
}

function findRoute(routes: Route[], request: SimulatorRequest) {
  let isKnown = false;
  for (const { method, pattern, names, endpoint } of routes) {
    const match = pattern.exec(request.path);
    if (match === null) continue;
    isKnown = true;
    if (method !== request.method) continue;
    const path: Record<string, string> = {};
    for (const [index, name] of names.entries()) path[name] = match[index + 1] ?? '';
    return { endpoint, path };
  }
  throw isKnown ? errors.wrongMethod() : errors.notFound();
}
