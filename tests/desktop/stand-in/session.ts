import { EventEmitter } from 'node:events';
import { originOf, pageOriginInChromium, toMain } from './address.ts';
import type { ProtocolSession } from './debugging-protocol.ts';

interface PermissionDetails {
  isMainFrame: boolean;
  requestingUrl: string;
}

type SchemeHandler = (request: Request) => Response | Promise<Response>;
type RequestFilter = ((details: object, answer: (verdict: { cancel?: boolean }) => void) => void) | null;
type ErrorListener = ((details: object) => void) | null;
type PermissionRequest =
  | ((
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: PermissionDetails,
    ) => void)
  | null;
type PermissionCheck =
  | ((contents: unknown, permission: string, origin: string, details: PermissionDetails) => boolean)
  | null;

/** Electron's name of a permission, and Chromium's name of it in the debugging protocol. */
const permissions: readonly (readonly [electron: string, chromium: string])[] = [
  ['notifications', 'notifications'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['clipboard-read', 'clipboard-read'],
  ['geolocation', 'geolocation'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['idle-detection', 'idle-detection'],
  ['storage-access', 'storage-access'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
];

/** One request as the protocol pauses it, answered the way Electron's session would. */
export interface PausedRequest {
  readonly requestId: string;
  readonly resourceType: string;
  readonly request: { url: string; method: string; headers: Record<string, string>; postData?: string };
}

/** Electron's session: scheme handlers, request filter, permissions. */
export class Session extends EventEmitter {
  #handlers = new Map<string, SchemeHandler>();
  #beforeRequest: RequestFilter = null;
  #errorOccurred: ErrorListener = null;
  #permissionRequest: PermissionRequest = null;
  #permissionCheck: PermissionCheck = null;
  /** The handlers that Chromium cannot be made to ask here; specs call them. */
  readonly recorded: Record<string, unknown> = {};

  readonly protocol = {
    handle: (scheme: string, handler: SchemeHandler) => {
      if (this.#handlers.has(scheme)) throw new Error(`${scheme} is handled already`);
      this.#handlers.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (handler: RequestFilter) => {
      this.#beforeRequest = handler;
    },
    onErrorOccurred: (handler: ErrorListener) => {
      this.#errorOccurred = handler;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequest): void {
    this.#permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.#permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: unknown): void {
    this.recorded.devicePermission = handler;
  }
  setDisplayMediaRequestHandler(handler: unknown): void {
    this.recorded.displayMedia = handler;
  }
  setUSBProtectedClassesHandler(handler: unknown): void {
    this.recorded.usbProtectedClasses = handler;
  }
  setBluetoothPairingHandler(handler: unknown): void {
    this.recorded.bluetoothPairing = handler;
  }

  /** Tells Chromium what the two permission handlers answer for our page, since it cannot ask them itself. */
  async applyPermissions(browser: ProtocolSession): Promise<void> {
    const details = { isMainFrame: true, requestingUrl: `${originOf(pageOriginInChromium)}/index.html` };
    const origin = originOf(pageOriginInChromium);
    for (const [electron, chromium] of permissions) {
      let isRequestGranted = true;
      this.#permissionRequest?.(
        null,
        electron,
        (granted) => {
          isRequestGranted = granted;
        },
        details,
      );
      const isChecked = this.#permissionCheck?.(null, electron, `${origin}/`, details) ?? true;
      await browser.send('Browser.setPermission', {
        permission: { name: chromium },
        setting: isRequestGranted && isChecked ? 'granted' : 'denied',
        origin: pageOriginInChromium,
      });
    }
  }

  /** Filter first, then the scheme's handler. The stand-in never lets a request reach a network. */
  async answer(paused: PausedRequest, target: ProtocolSession): Promise<void> {
    const { requestId, request, resourceType } = paused;
    const url = toMain(request.url);
    const fail = (errorReason: string, error: string) => {
      this.#errorOccurred?.({ url, error, resourceType });
      target.tell('Fetch.failRequest', { requestId, errorReason });
    };
    const isCancelled = await new Promise<boolean>((resolve) => {
      if (this.#beforeRequest === null) resolve(false);
      else
        this.#beforeRequest({ url, method: request.method, resourceType }, ({ cancel }) => resolve(!!cancel));
    });
    if (isCancelled) return fail('BlockedByClient', 'net::ERR_BLOCKED_BY_CLIENT');
    const handler = this.#handlers.get(/^[a-z-]+/.exec(url)?.[0] ?? '');
    if (handler === undefined) return fail('InternetDisconnected', 'net::ERR_INTERNET_DISCONNECTED');
    const response = await handler(
      new Request(url, {
        method: request.method,
        headers: request.headers,
        ...(request.postData === undefined ? {} : { body: request.postData }),
      }),
    );
    target.tell('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: inPageSpelling(response.headers.get('content-type'), Buffer.from(await response.arrayBuffer())),
    });
  }
}

/** A page that asks whether it was loaded from our scheme asks for the scheme that stands for it here. */
function inPageSpelling(type: string | null, body: Buffer): string {
  if (!type?.startsWith('text/javascript')) return body.toString('base64');
  return Buffer.from(body.toString('utf8').replace(/(["'`])tidemark:\1/g, '$1https:$1')).toString('base64');
}

export const defaultSession = new Session();
