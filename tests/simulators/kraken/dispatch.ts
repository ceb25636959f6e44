import type { SimulatorAnswer, SimulatorRequest } from '../exchange/server.ts';
import type { KeyRecord } from './keys.ts';
import { formParameters, jsonParameters, Parameters } from './parameters.ts';
import { errorText, KrakenError } from './venue-error.ts';
import type { PrivateEndpoint, PublicEndpoint, World } from './world.ts';

export interface Endpoints {
  public: Readonly<Record<string, PublicEndpoint>>;
  private: Readonly<Record<string, PrivateEndpoint>>;
}

const openInMaintenance = new Set(['Time', 'SystemStatus']);
/** So many wrong nonces in a minute are forgiven. */
const noncePatience = 20;

/** Every answer has status 200; what went wrong stands in `error`. */
export function answerRest(world: World, endpoints: Endpoints, request: SimulatorRequest): SimulatorAnswer {
  const [, version, area, name = '', more] = request.path.split('/');
  if (version !== '0' || more !== undefined) {
    return { status: 404, headers: { 'content-type': 'text/html' }, body: '<html>404 Not Found</html>' };
  }
  const answer = (body: object): SimulatorAnswer => ({ status: 200, body });
  try {
    const result =
      area === 'private'
        ? runPrivate(world, endpoints.private[name], request)
        : runPublic(world, area === 'public' ? endpoints.public[name] : undefined, name, request);
    return answer({ error: [], result });
  } catch (error) {
    return answer({ error: [errorText(error)] });
  }
}

function runPublic(
  world: World,
  endpoint: PublicEndpoint | undefined,
  name: string,
  request: SimulatorRequest,
): unknown {
  if (endpoint === undefined) throw new KrakenError('EGeneral:Unknown method');
  world.limits.admitPublic(request.remoteAddress);
  if (world.status.system === 'maintenance' && !openInMaintenance.has(name)) {
    throw new KrakenError('EService:Unavailable');
  }
  const parameters = new Parameters(new Map([...request.query, ...readBody(request)]));
  return endpoint({ world, parameters, address: request.remoteAddress });
}

function readBody(request: SimulatorRequest): URLSearchParams {
  return new URLSearchParams(request.method === 'POST' ? request.body : '');
}

function runPrivate(world: World, endpoint: PrivateEndpoint | undefined, request: SimulatorRequest): unknown {
  if (endpoint === undefined || request.method !== 'POST') throw new KrakenError('EGeneral:Unknown method');
  if (world.status.system === 'maintenance') throw new KrakenError('EService:Unavailable');
  const isJson = request.headers['content-type']?.includes('application/json') ?? false;
  const parameters = isJson ? jsonParameters(request.body) : formParameters(request.body);
  const key = authorise(world, request, parameters);
  const { accountId } = key.rights;
  if (endpoint.needs.length > 0 && !endpoint.needs.some((permission) => key.can(permission))) {
    throw new KrakenError('EGeneral:Permission denied');
  }
  if (endpoint.points > 0) world.limits.admitCall(accountId, endpoint.points);
  world.deadMan.check();
  world.exchange.expireDue();
  return endpoint.run({ world, parameters, key, accountId });
}

function authorise(world: World, request: SimulatorRequest, parameters: Parameters): KeyRecord {
  const key = world.keys.usable(String(request.headers['api-key'] ?? ''), request.remoteAddress);
  const nonce = parameters.text('nonce') ?? '';
  const signature = String(request.headers['api-sign'] ?? '');
  if (!key.verify(request.path, nonce, request.body, signature)) {
    throw new KrakenError('EAPI:Invalid signature');
  }
  key.spendNonce(nonce, world.clock.now(), noncePatience);
  key.lastUsedAt = world.clock.now();
  return key;
}
