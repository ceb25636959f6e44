import type { SimulatorAnswer, SimulatorRequest } from '../exchange/server.ts';
import { checkRest } from './authorise.ts';
import type { KeyRecord } from './keys.ts';
import { type Parameters, parametersOf } from './parameters.ts';
import { VenueError } from './venue-error.ts';
import type { Endpoint, Endpoints, World } from './world.ts';

/** Runs one endpoint with the accounting of weights and orders that goes with it. @throws VenueError */
export function runEndpoint(
  world: World,
  endpoint: Endpoint,
  parameters: Parameters,
  authorise: () => KeyRecord | undefined,
): unknown {
  const weight = typeof endpoint.weight === 'number' ? endpoint.weight : endpoint.weight(parameters);
  world.limits.admit(weight);
  const key = endpoint.security === 'none' ? undefined : authorise();
  const own = key === undefined ? world : world.as(key.accountId);
  const orders = endpoint.orders ?? 0;
  if (orders > 0) own.limits.admitOrders(orders);
  const result = endpoint.run({ world: own, parameters, key });
  own.limits.addOrders(orders);
  if (endpoint.isFreeOnSuccess === true) world.limits.addWeight(-weight);
  return result;
}

function weightHeaders(world: World, path: string): Record<string, string> {
  const used = String(world.limits.usedWeight);
  return path.startsWith('/sapi/')
    ? { 'X-SAPI-USED-IP-WEIGHT-1M': used }
    : { 'X-MBX-USED-WEIGHT': used, 'X-MBX-USED-WEIGHT-1M': used };
}

/** During maintenance the venue says so, tells what it is trading, and does nothing else. */
const alwaysOpen = ['/sapi/v1/system/status', '/api/v3/exchangeInfo', '/fapi/v1/exchangeInfo'];

/** Switched off: spot listenKey on 2026-02-20, `/api/v1` on 2026-03-25. The wording of the refusal is ours. */
function isGone(path: string): boolean {
  return path.startsWith('/api/v1/') || path === '/api/v3/userDataStream';
}

export function answerRest(world: World, endpoints: Endpoints, request: SimulatorRequest): SimulatorAnswer {
  const { method, path } = request;
  const refuse = (error: VenueError): SimulatorAnswer => ({
    status: error.status,
    headers: { ...weightHeaders(world, path), ...error.headers },
    body: error.toJson(),
  });
  if (isGone(path)) return refuse(new VenueError(410, -1020, 'This operation is not supported.'));
  const endpoint = endpoints[`${method} ${path}`];
  if (endpoint === undefined)
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404</html>' };
  if (world.faults.maintenance && !alwaysOpen.includes(path)) {
    return refuse(new VenueError(503, -1016, 'This service is no longer available.'));
  }
  const parameters = parametersOf(request.rawQuery, request.body);
  try {
    const body = runEndpoint(world, endpoint, parameters, () =>
      checkRest(request, parameters, endpoint.security === 'none' ? 'key' : endpoint.security, world),
    );
    const orderHeaders = (endpoint.orders ?? 0) > 0 ? world.limits.orderHeaders() : {};
    return { status: 200, headers: { ...weightHeaders(world, path), ...orderHeaders }, body };
  } catch (error) {
    if (error instanceof VenueError) return refuse(error);
    throw error;
  }
}
