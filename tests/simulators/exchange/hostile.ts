import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { constants, createDeflateRaw } from 'node:zlib';

/*
 * Servers that attack a client. They are written on bare TCP, because a proper library refuses to misbehave. Each takes any path,
 * over HTTP or as a WebSocket, and keeps going until the client gives up; what the server keeps in memory stays small.
 */

export interface HostileServer {
  /** `ws://127.0.0.1:port/hostile` */
  url: string;
  /** `http://127.0.0.1:port/hostile` */
  http: string;
  /** Bytes handed to the network so far, over all connections. */
  readonly sentBytes: number;
  /** Connections accepted, and of these still open. */
  readonly accepted: number;
  readonly open: number;
  /** Requests that reached the place a redirect pointed to: must stay 0. */
  readonly followed: number;
  close(): Promise<void>;
}

interface Attack {
  socket: Socket;
  /** The request's first line and headers. */
  head: string;
  /** Writes and waits while the client does not read. False once the connection is gone. */
  write(bytes: Buffer | string): Promise<boolean>;
  /** Waits that long. False once the connection is gone. */
  wait(ms: number): Promise<boolean>;
  own: { http: string; ws: string };
}

const opcode = { continuation: 0, text: 1, binary: 2 };

/** A frame from a server is not masked. `rsv1` marks it as compressed. */
function frame(kind: number, payload: Buffer, options: { fin?: boolean; rsv1?: boolean } = {}): Buffer {
  const first = (options.fin === false ? 0 : 0x80) | (options.rsv1 === true ? 0x40 : 0) | kind;
  return Buffer.concat([frameHeader(first, payload.length), payload]);
}

function frameHeader(first: number, length: number): Buffer {
  if (length < 126) return Buffer.from([first, length]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = first;
  if (length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return header;
}

function headerOf(head: string, name: string): string {
  const line = head.split('\r\n').find((text) => text.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line === undefined ? '' : line.slice(name.length + 1).trim();
}

function acceptKey(head: string): string {
  const key = `${headerOf(head, 'Sec-WebSocket-Key')}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  return createHash('sha1').update(key).digest('base64');
}

async function shakeHands(
  attack: Attack,
  extra: string[] = [],
  accept = acceptKey(attack.head),
): Promise<boolean> {
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${accept}`,
    ...extra,
  ];
  return attack.write(`${lines.join('\r\n')}\r\n\r\n`);
}

async function redirect(attack: Attack, status: string, location: string): Promise<void> {
  const headers = `Location: ${location}\r\nContent-Length: 0\r\nConnection: close`;
  await attack.write(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`);
  attack.socket.end();
}

/** So many zero bytes, compressed as permessage-deflate wants it: about a thousandth of the size. */
async function compressedZeros(megabytes: number): Promise<Buffer> {
  const deflate = createDeflateRaw({ level: 9 });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  const zeros = Buffer.alloc(1_048_576);
  for (let count = 0; count < megabytes; count += 1) {
    await new Promise<void>((resolve) => {
      deflate.write(zeros, () => resolve());
    });
  }
  await new Promise<void>((resolve) => deflate.flush(constants.Z_SYNC_FLUSH, resolve));
  deflate.destroy();
  return Buffer.concat(chunks).subarray(0, -4);
}

/** Answers the upgrade properly, then writes the same thing for as long as the client takes it. */
async function keepWriting(attack: Attack, bytes: Buffer | string, pauseMs = 0): Promise<void> {
  while ((await attack.write(bytes)) && (await attack.wait(pauseMs))) {
    // Until the client has had enough.
  }
}

const attacks = {
  /** 256 MiB of zeros in one small compressed message, whether compression was agreed on or not. */
  async compressionBomb(attack: Attack): Promise<void> {
    const isOffered = headerOf(attack.head, 'Sec-WebSocket-Extensions').includes('permessage-deflate');
    await shakeHands(attack, isOffered ? ['Sec-WebSocket-Extensions: permessage-deflate'] : []);
    await attack.write(frame(opcode.text, await compressedZeros(256), { rsv1: true }));
  },

  /** One message of 256 MiB, announced as such and then really sent. */
  async oversizeMessage(attack: Attack): Promise<void> {
    await shakeHands(attack);
    await attack.write(frameHeader(0x80 | opcode.binary, 256 * 1_048_576));
    await keepWriting(attack, Buffer.alloc(65_536, 0x20));
  },

  /** One message in 1 KiB fragments that never ends. */
  async endlessFragments(attack: Attack): Promise<void> {
    await shakeHands(attack);
    await attack.write(frame(opcode.text, Buffer.from('{"a":"'), { fin: false }));
    const piece = frame(opcode.continuation, Buffer.alloc(1024, 0x61), { fin: false });
    await keepWriting(attack, Buffer.concat(Array.from({ length: 32 }, () => piece)));
  },

  /** A message of 1,000 bytes at one byte every 200 ms: the connection is never silent and never says anything. */
  async slowDrip(attack: Attack): Promise<void> {
    await shakeHands(attack);
    await attack.write(frameHeader(0x80 | opcode.text, 1000));
    await keepWriting(attack, 'x', 200);
  },

  /** Opens properly and never says or answers anything, pings included. */
  async noPong(attack: Attack): Promise<void> {
    await shakeHands(attack);
  },

  /** A text message that is not UTF-8. */
  async badUtf8(attack: Attack): Promise<void> {
    await shakeHands(attack);
    await attack.write(frame(opcode.text, Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0xff, 0xfe, 0x22, 0x7d])));
  },

  /** Sends the client elsewhere, with a status that keeps method and body. */
  async httpRedirect(attack: Attack): Promise<void> {
    await redirect(attack, '307 Temporary Redirect', `${attack.own.http}/followed`);
  },

  /** Sends the client elsewhere instead of opening the socket. */
  async redirectOnUpgrade(attack: Attack): Promise<void> {
    await redirect(attack, '302 Found', `${attack.own.ws}/followed`);
  },

  /** Opens the socket with an accept key that does not belong to the client's. */
  async wrongAcceptKey(attack: Attack): Promise<void> {
    await shakeHands(attack, [], 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=');
  },

  /** Opens the socket with a subprotocol nobody asked for. */
  async wrongSubprotocol(attack: Attack): Promise<void> {
    await shakeHands(attack, ['Sec-WebSocket-Protocol: not-asked-for']);
  },

  /** Begins the answer to the upgrade and stops in the middle. */
  async unfinishedHandshake(attack: Attack): Promise<void> {
    await attack.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n');
  },

  /** A good answer whose body never ends. */
  async endlessBody(attack: Attack): Promise<void> {
    await attack.write(
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    await keepWriting(attack, `8000\r\n${'['.repeat(32_768)}\r\n`);
  },

  /** Headers that never end. */
  async endlessHeaders(attack: Attack): Promise<void> {
    await attack.write('HTTP/1.1 200 OK\r\n');
    await keepWriting(attack, `X-Padding: ${'a'.repeat(1000)}\r\n`);
  },

  /** As many one-byte messages as the client takes. */
  async tinyFrameFlood(attack: Attack): Promise<void> {
    await shakeHands(attack);
    const tiny = frame(opcode.text, Buffer.from('1'));
    await keepWriting(attack, Buffer.concat(Array.from({ length: 4096 }, () => tiny)));
  },

  /** Opens, says one thing, and resets the connection in the middle of the next. */
  async abruptReset(attack: Attack): Promise<void> {
    await shakeHands(attack);
    await attack.write(frame(opcode.text, Buffer.from('{}')));
    await attack.write(frameHeader(0x80 | opcode.text, 100));
    await attack.wait(20);
    attack.socket.resetAndDestroy();
  },
};

export type HostileBehaviour = keyof typeof attacks;

export const hostileBehaviours = Object.keys(attacks) as HostileBehaviour[];

/** One function per behaviour: `await hostileServers.compressionBomb()`. */
export const hostileServers = Object.fromEntries(
  hostileBehaviours.map((behaviour) => [behaviour, () => startHostileServer(attacks[behaviour])]),
) as Record<HostileBehaviour, () => Promise<HostileServer>>;

async function startHostileServer(perform: (attack: Attack) => Promise<void>): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  const tally = { sentBytes: 0, accepted: 0, followed: 0 };
  let port = 0;

  const serve = (socket: Socket): void => {
    tally.accepted += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Clients are meant to hang up on us.
    socket.on('error', () => socket.destroy());
    let head = '';
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read);
      // What comes later (frames, pings) is read and ignored.
      socket.resume();
      if (head.startsWith('GET /followed') || head.startsWith('POST /followed')) tally.followed += 1;
      perform({
        socket,
        head,
        own: { http: `http://127.0.0.1:${port}`, ws: `ws://127.0.0.1:${port}` },
        write: (bytes) => writeAndWait(socket, bytes, tally),
        wait: (ms) => waitUnlessGone(socket, ms),
      }).catch((error: unknown) => {
        console.error('The hostile server failed', error);
      });
    };
    socket.on('data', read);
  };

  const server = createServer(serve);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  port = (server.address() as AddressInfo).port;
  return {
    url: `ws://127.0.0.1:${port}/hostile`,
    http: `http://127.0.0.1:${port}/hostile`,
    get sentBytes() {
      return tally.sentBytes;
    },
    get accepted() {
      return tally.accepted;
    },
    get open() {
      return sockets.size;
    },
    get followed() {
      return tally.followed;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function writeAndWait(
  socket: Socket,
  bytes: Buffer | string,
  tally: { sentBytes: number },
): Promise<boolean> {
  if (socket.destroyed) return false;
  tally.sentBytes += bytes.length;
  if (socket.write(bytes)) return true;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      socket.off('drain', go);
      socket.off('close', go);
      resolve();
    };
    socket.on('drain', go);
    socket.on('close', go);
  });
  return !socket.destroyed;
}

async function waitUnlessGone(socket: Socket, ms: number): Promise<boolean> {
  if (ms === 0) await new Promise((resolve) => setImmediate(resolve));
  else await new Promise((resolve) => setTimeout(resolve, ms));
  return !socket.destroyed;
}
