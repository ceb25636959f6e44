import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { getCACertificates } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import { Failure } from '../../../src-shared/domain/failure.ts';
import { portTrouble } from '../network-address.ts';
import type { SecretText, VenueConfig, VenueParts } from '../venue-kind.ts';
import { connectRefusal, proxyName, proxyRefusal } from './proxy-trouble.ts';

/** How one connection of ours reaches the outside: the same for its requests and its sockets. */
export interface NetworkPath {
  /** `http://…`, `https://…`, `socks5://user@host:port`. Host names are resolved by the proxy. */
  readonly proxy?: string;
  readonly proxyPassword?: SecretText | ProxyPassword;
  /** A certificate authority (PEM) to trust besides the usual ones (W1). */
  readonly trustedCa?: string;
  readonly userAgent: string;
}

/** Asked for at each new connection through the proxy and forgotten after it, so that nobody keeps it (K1). */
export interface ProxyPassword {
  ask(): Promise<string>;
}

/** The way out of one saved connection. */
export function networkPath(
  config: Pick<VenueConfig, 'proxy' | 'trustedCa'>,
  parts: Pick<VenueParts, 'credentials'>,
): NetworkPath {
  const { credentials } = parts;
  return {
    userAgent: 'Tidemark',
    ...(config.proxy === undefined ? {} : { proxy: config.proxy }),
    ...(config.trustedCa === undefined ? {} : { trustedCa: config.trustedCa }),
    ...(credentials === null
      ? {}
      : {
          proxyPassword: {
            ask: () =>
              credentials.use('reach the proxy', ({ proxyPassword }) => proxyPassword?.reveal() ?? ''),
          },
        }),
  };
}

async function readPassword({ proxyPassword }: NetworkPath): Promise<string> {
  if (proxyPassword === undefined) return '';
  return 'ask' in proxyPassword ? await proxyPassword.ask() : proxyPassword.reveal();
}

export const connectLimitMs = 10_000;
/** A free connection is not used again after so long, since whoever sits between may have forgotten it. */
const idleLimitMs = 45_000;

type Endpoint = 'plain' | 'tls';

/**
 * A new agent for requests or one socket. Never checks less than the usual certificate rules: `rejectUnauthorized` is
 * said explicitly, since otherwise an environment variable could turn it off (W1).
 * @throws Failure `invalid` for a proxy address it cannot use.
 */
export function createAgent(path: NetworkPath, endpoint: Endpoint, isKeptAlive: boolean): HttpAgent {
  const options = {
    keepAlive: isKeptAlive,
    timeout: idleLimitMs,
    scheduling: 'lifo' as const,
    ...(isKeptAlive ? { maxFreeSockets: 8 } : {}),
  };
  if (path.proxy === undefined) {
    return endpoint === 'tls' ? new HttpsAgent({ ...options, ...tlsOptions(path) }) : new HttpAgent(options);
  }
  const proxy = parseProxy(path.proxy);
  return proxy.protocol.startsWith('socks')
    ? new SocksPath(proxy, path, endpoint, isKeptAlive)
    : new ConnectPath(proxy, path, endpoint, isKeptAlive);
}

/** To be given with every TLS request and socket, proxied or not. */
export function tlsOptions(path: NetworkPath): { rejectUnauthorized: true; ca?: string[] } {
  return path.trustedCa === undefined
    ? { rejectUnauthorized: true }
    : { rejectUnauthorized: true, ca: [...getCACertificates('default'), path.trustedCa] };
}

/**
 * Everything outside is encrypted; plain text goes to this machine only, for the simulators of developer mode (W1).
 * @throws Failure `invalid`.
 */
export function checkAddress(address: string, secure: 'https:' | 'wss:', plain: 'http:' | 'ws:'): URL {
  const wrongPort = portTrouble(address);
  if (wrongPort !== undefined) throw new Failure('invalid', `In the address of the venue, ${wrongPort}`);
  const url = URL.parse(address);
  if (url === null) throw new Failure('invalid', 'The address of the venue cannot be read.');
  if (url.username !== '' || url.password !== '') {
    throw new Failure('invalid', 'An address of a venue must not hold a user name or password.');
  }
  if (url.protocol === secure || (url.protocol === plain && isLoopback(url.hostname))) return url;
  throw new Failure(
    'invalid',
    `${url.protocol}//${url.host} is not encrypted. Only ${secure}// addresses are used, and ${plain}// on 127.0.0.1 or [::1].`,
  );
}

/** By number only: what a name stands for is up to whoever answers for it. */
function isLoopback(hostname: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
}

/** @throws Failure `invalid`. */
export function parseProxy(proxy: string): URL {
  const wrongPort = portTrouble(proxy);
  if (wrongPort !== undefined) throw new Failure('invalid', `In the address of the proxy, ${wrongPort}`);
  const url = URL.parse(proxy);
  if (url === null || !/^(https?|socks5h?):$/.test(url.protocol) || url.hostname === '') {
    throw new Failure('invalid', 'The proxy must look like http://host:port or socks5://user@host:port.');
  }
  if (url.password !== '') {
    throw new Failure('invalid', 'The password of a proxy belongs into its own field, not into its address.');
  }
  return url;
}

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];
type ProxySocket = Awaited<ReturnType<HttpsProxyAgent<string>['connect']>>;

class ConnectPath extends HttpsProxyAgent<string> {
  readonly #isSecure: boolean;
  readonly #path: NetworkPath;
  readonly #user: string;
  readonly #name: string;

  constructor(proxy: URL, path: NetworkPath, endpoint: Endpoint, isKeptAlive: boolean) {
    const address = new URL(proxy);
    address.username = '';
    super(address, { keepAlive: isKeptAlive, timeout: idleLimitMs, ...tlsOptions(path) });
    this.#isSecure = endpoint === 'tls';
    this.#path = path;
    this.#user = decodeURIComponent(proxy.username);
    this.#name = proxyName(proxy);
  }

  override isSecureEndpoint(): boolean {
    return this.#isSecure;
  }

  override async connect(request: ClientRequest, options: ConnectOptions): Promise<ProxySocket> {
    const login = this.#user === '' ? '' : `${this.#user}:${await readPassword(this.#path)}`;
    const stop = new AbortController();
    const onClose = () => stop.abort();
    let status = 0;
    request.once('close', onClose);
    request.once('proxyConnect', (answer: { statusCode: number }) => {
      status = answer.statusCode;
    });
    // The settings are read at once when `connect` is called, so that they can be changed for this one connection.
    const usual = this.connectOpts;
    this.connectOpts = { ...usual, signal: stop.signal };
    if (login !== '') {
      this.proxyHeaders = { 'Proxy-Authorization': `Basic ${Buffer.from(login).toString('base64')}` };
    }
    const connecting = super.connect(request, options);
    this.connectOpts = usual;
    this.proxyHeaders = {};
    try {
      // Until the tunnel stands only the proxy has been talked to; the venue's TLS comes after this.
      const socket = await connecting.catch((error: Error) => {
        throw proxyRefusal(this.#name, error, 'HTTP');
      });
      // Left alone, the proxy's refusal would be read as if the venue had answered with it.
      if (status !== 200) {
        socket.destroy();
        throw connectRefusal(this.#name, `${options.host}:${options.port}`, status);
      }
      return socket;
    } finally {
      request.off('close', onClose);
    }
  }
}

class SocksPath extends SocksProxyAgent {
  override proxy: SocksProxyAgent['proxy'];
  readonly #isSecure: boolean;
  readonly #path: NetworkPath;
  readonly #name: string;

  constructor(proxy: URL, path: NetworkPath, endpoint: Endpoint, isKeptAlive: boolean) {
    // `socks5h` is how the library is told to leave names to the proxy.
    super(new URL(proxy.href.replace(/^socks5:/, 'socks5h:')), { keepAlive: isKeptAlive });
    this.proxy = {
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port || 1080),
      type: 5,
      ...(proxy.username === '' ? {} : { userId: decodeURIComponent(proxy.username) }),
    };
    this.#path = path;
    this.#name = proxyName(proxy);
    this.#isSecure = endpoint === 'tls';
    this.timeout = connectLimitMs;
  }

  override isSecureEndpoint(): boolean {
    return this.#isSecure;
  }

  override async connect(request: ClientRequest, options: ConnectOptions): Promise<ProxySocket> {
    const usual = this.proxy;
    const password = usual.userId === undefined ? '' : await readPassword(this.#path);
    let tunnel: ProxySocket | undefined;
    request.once('proxy', (event: { socket: ProxySocket }) => {
      tunnel = event.socket;
    });
    try {
      // Read at once, too.
      if (usual.userId !== undefined) this.proxy = { ...usual, password };
      const connecting = super.connect(request, options);
      this.proxy = usual;
      const socket = await connecting;
      // The library would end the tunnel after so long a silence; that limit is for its handshake alone.
      tunnel?.setTimeout(0);
      tunnel?.removeAllListeners('timeout');
      return socket;
    } catch (error) {
      throw proxyRefusal(this.#name, error as Error, 'SOCKS5');
    }
  }
}
