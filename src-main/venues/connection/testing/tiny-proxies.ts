import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A real proxy on loopback, as small as it can be. */
export interface TinyProxy {
  readonly url: string;
  /** Where it was asked to connect to, in order: `host:port`. */
  readonly asked: string[];
  /** User name and password it was given, in order. */
  readonly logins: string[];
  close(): Promise<void>;
}

interface Options {
  /** `user:password` to insist on. */
  readonly login?: string;
  /** Never answers. */
  readonly isMute?: boolean;
}

/** HTTP CONNECT (RFC 9110, 9.3.6). */
export function startConnectProxy(options: Options = {}): Promise<TinyProxy> {
  return start('http', (socket, proxy) => {
    readUntil(socket, '\r\n\r\n', (head) => {
      if (options.isMute) return;
      const login = /^proxy-authorization: basic (\S+)/im.exec(head)?.[1];
      if (login !== undefined) proxy.logins.push(Buffer.from(login, 'base64').toString());
      if (options.login !== undefined && proxy.logins.at(-1) !== options.login) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 5\r\n\r\nnope!');
        return;
      }
      const [, target = ''] = head.split(' ');
      proxy.asked.push(target);
      tunnel(socket, target, () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    });
  });
}

/** SOCKS5 (RFC 1928) with user name and password (RFC 1929). */
export function startSocksProxy(options: Options = {}): Promise<TinyProxy> {
  return start('socks5', (socket, proxy) => {
    const serve = async () => {
      const read = reader(socket);
      const [, methods = 0] = await read(2);
      await read(methods);
      if (options.isMute) return;
      socket.write(Buffer.from([5, options.login === undefined ? 0 : 2]));
      if (options.login !== undefined) {
        const [, nameLength = 0] = await read(2);
        const name = (await read(nameLength)).toString();
        const [passwordLength = 0] = await read(1);
        proxy.logins.push(`${name}:${await read(passwordLength)}`);
        const isRight = proxy.logins.at(-1) === options.login;
        socket.write(Buffer.from([1, isRight ? 0 : 1]));
        if (!isRight) return socket.end();
      }
      const [, , , kind = 0] = await read(4);
      const host =
        kind === 3
          ? (await read((await read(1))[0] ?? 0)).toString()
          : [...(await read(kind === 1 ? 4 : 16))].join('.');
      const target = `${host}:${(await read(2)).readUInt16BE()}`;
      proxy.asked.push(target);
      socket.removeAllListeners('readable');
      tunnel(socket, target, () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
    };
    serve().catch(() => socket.destroy());
  });
}

function start(scheme: string, serve: (socket: Socket, proxy: TinyProxy) => void): Promise<TinyProxy> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    serve(socket, proxy);
  });
  const proxy: TinyProxy & { url: string } = {
    url: '',
    asked: [],
    logins: [],
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      proxy.url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
      resolve(proxy);
    });
  });
}

/** Names are ours to resolve: whatever is asked for is on this machine. */
function tunnel(socket: Socket, target: string, onOpen: () => void): void {
  const port = Number(target.slice(target.lastIndexOf(':') + 1));
  const onward = connect(port, '127.0.0.1', () => {
    onOpen();
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
}

function readUntil(socket: Socket, mark: string, then: (head: string) => void): void {
  let head = '';
  const read = (chunk: Buffer) => {
    head += chunk.toString('latin1');
    if (!head.includes(mark)) return;
    socket.off('data', read);
    then(head);
  };
  socket.on('data', read);
}

function reader(socket: Socket): (length: number) => Promise<Buffer> {
  socket.setMaxListeners(0);
  return (length) =>
    new Promise((resolve, reject) => {
      const attempt = () => {
        if (length === 0) return resolve(Buffer.alloc(0));
        const bytes = socket.read(length) as Buffer | null;
        if (bytes === null) return void socket.once('readable', attempt);
        resolve(bytes);
      };
      socket.once('close', () => reject(new Error('closed')));
      attempt();
    });
}
