import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands in front of a simulator and keeps every byte that was sent to it; socket frames unmasked. */
export interface Tap {
  /** The same address with the tap's port. */
  through(url: string): string;
  /** What was sent, requests and frames one after the other. */
  heard(): Buffer;
  close(): Promise<void>;
}

export async function startTap(port: number): Promise<Tap> {
  const heard: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const venue = connect(port, '127.0.0.1');
    const listen = unmasking((bytes) => heard.push(bytes));
    for (const socket of [client, venue]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        venue.destroy();
      });
      // Whatever breaks one side ends both; that is all a tap has to say of it.
      socket.on('error', () => socket.destroy());
    }
    client.on('data', listen);
    client.pipe(venue);
    venue.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    through: (url) => url.replace(`:${port}`, `:${own}`),
    heard: () => Buffer.concat(heard),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Requests are kept as they come; after an upgrade, what clients must mask (RFC 6455, 5.3) is made readable. */
function unmasking(keep: (bytes: Buffer) => void): (chunk: Buffer) => void {
  let isUpgraded = false;
  let rest = Buffer.alloc(0);
  return (chunk) => {
    if (!isUpgraded) {
      keep(chunk);
      const end = /^upgrade: *websocket/im.test(chunk.toString('latin1')) ? chunk.indexOf('\r\n\r\n') : -1;
      if (end < 0) return;
      isUpgraded = true;
      rest = Buffer.from(chunk.subarray(end + 4));
    } else rest = Buffer.concat([rest, chunk]);
    for (let frame = nextFrame(rest); frame !== undefined; frame = nextFrame(rest)) {
      keep(frame.content);
      rest = rest.subarray(frame.length);
    }
  };
}

function nextFrame(bytes: Buffer): { content: Buffer; length: number } | undefined {
  if (bytes.length < 6) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 6 + extra) return undefined;
  const size = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const start = 2 + extra + 4;
  if (bytes.length < start + size) return undefined;
  const mask = bytes.subarray(2 + extra, start);
  const content = Buffer.from(bytes.subarray(start, start + size));
  for (let index = 0; index < content.length; index += 1)
    content[index] = (content[index] ?? 0) ^ (mask[index % 4] ?? 0);
  return { content, length: start + size };
}
