import { NeedsPerson, type PagePorts } from './page-ports.ts';

const tokenKey = 'tidemark.token';
const refusedCode = 4401;
/** After too many wrong tries by anybody the door is locked for a while, also for those who have the key. */
const lockedCode = 4429;
const lockedReason = 'try later';
const tooManyRequests = 429;
const retryLockedMs = 4000;

/** A launch code that has neither been taken nor refused yet. */
let heldCode: string | undefined;

type SocketPair = readonly [control: OpeningSocket, data: OpeningSocket];

/** Sockets that `openEarly` opened and nobody has taken yet. */
let earlyPair: SocketPair | undefined;

/**
 * Opens the sockets of a window that already has its token while the rest of the page is still being fetched. The first
 * `openWebPorts` takes them.
 */
export function openEarly(): void {
  const token = sessionStorage.getItem(tokenKey);
  if (token === null || codeInAddress() !== undefined) return;
  earlyPair = openPair(token);
  // Whoever takes them hears of a refusal; until then nobody minds.
  void Promise.allSettled(earlyPair.map(({ welcomed }) => welcomed));
}

/**
 * The two sockets of the web host. The launch code in the address is swapped for this run's token once; the token stays
 * in the session storage of this tab and of the windows it opens, and in no address, cookie or log (rule L2).
 */
export async function openWebPorts(): Promise<PagePorts> {
  const code = takeCode() ?? heldCode;
  if (code !== undefined) await redeemCode(code);
  const token = sessionStorage.getItem(tokenKey);
  if (token === null) {
    throw new NeedsPerson(
      'This page needs a launch code. Open the address that Tidemark printed when it started.',
    );
  }
  const pair = (code === undefined ? earlyPair : undefined) ?? openPair(token);
  earlyPair = undefined;
  try {
    const [control, data] = await Promise.all([pair[0].welcomed, pair[1].welcomed]);
    return fromSockets(control, data);
  } catch (error) {
    for (const { socket } of pair) socket.close();
    throw error;
  }
}

/**
 * Swaps a launch code, typed or pasted with or without the rest of the address.
 * @throws NeedsPerson when refused, or when it cannot be tried now; then it is kept for the next `openWebPorts`.
 */
export async function redeemCode(text: string): Promise<void> {
  const code = text.trim().replace(/^.*code=/, '');
  heldCode = code;
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (response.status === tooManyRequests) {
    throw new NeedsPerson('Too many wrong tries; wait a moment and try again', retryLockedMs);
  }
  heldCode = undefined;
  if (!response.ok) {
    throw new NeedsPerson(
      'This launch code has been used or is too old. Take the newest address that Tidemark printed.',
    );
  }
  const { token } = (await response.json()) as { token: string };
  sessionStorage.setItem(tokenKey, token);
}

function codeInAddress(): string | undefined {
  return /(?:^#|&)code=([\w-]+)/.exec(location.hash)?.[1];
}

/** The code leaves the address at once, so that it is in no history or bookmark. */
function takeCode(): string | undefined {
  const code = codeInAddress();
  if (code === undefined) return undefined;
  const rest = location.hash.replace(/(^#|&)code=[\w-]+/, '$1').replace(/^#&?$/, '');
  history.replaceState(null, '', location.pathname + rest);
  return code;
}

interface OpeningSocket {
  readonly socket: WebSocket;
  /** Resolves once the host has let the socket in. */
  readonly welcomed: Promise<WebSocket>;
}

function openPair(token: string): SocketPair {
  const page = crypto.randomUUID();
  return [openSocket('control', token, page), openSocket('data', token, page)];
}

function openSocket(role: 'control' | 'data', token: string, page: string): OpeningSocket {
  const socket = new WebSocket(`ws://${location.host}/${role}`);
  socket.binaryType = 'arraybuffer';
  const welcomed = new Promise<WebSocket>((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(JSON.stringify({ token, page })));
    socket.addEventListener('message', () => resolve(socket), { once: true });
    socket.addEventListener('close', (event) => reject(whyClosed(event)), { once: true });
  });
  return { socket, welcomed };
}

function whyClosed({ code, reason }: CloseEvent): Error {
  if (code === lockedCode || (code === refusedCode && reason === lockedReason)) {
    return new Error('Tidemark lets nobody in for a moment after too many wrong tries.');
  }
  if (code === refusedCode) {
    return new NeedsPerson('Tidemark was restarted. Enter the launch code it printed to go on here.');
  }
  return new Error('Tidemark does not answer.');
}

function fromSockets(control: WebSocket, data: WebSocket): PagePorts {
  return {
    control: {
      addEventListener: (type, listener) =>
        control.addEventListener(type, ((event: MessageEvent<unknown>) =>
          listener({
            data: event.data instanceof ArrayBuffer ? new Uint8Array(event.data) : event.data,
          })) as EventListener),
      postMessage: (message) => control.send(message as string),
    },
    sendData: (bytes) => {
      if (data.readyState === WebSocket.OPEN) data.send(bytes);
    },
    onData: (listener) =>
      data.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (event.data instanceof ArrayBuffer) listener(new Uint8Array(event.data));
      }),
    onClosed: (listener) => {
      let isOpen = true;
      const end = () => {
        if (!isOpen) return;
        isOpen = false;
        control.close();
        data.close();
        listener('The connection to Tidemark was lost.');
      };
      for (const socket of [control, data]) {
        if (socket.readyState >= WebSocket.CLOSING) queueMicrotask(end);
        socket.addEventListener('close', end, { once: true });
      }
    },
  };
}
