import type { WebSocket } from 'ws';
import type { DataChannel } from '../rpc/page-link.ts';

type PortListener = (event?: { data: unknown }) => void;

/** A socket that behaves like a message port, so that the control plane is served the same way in both hosts. */
export function socketPort(socket: WebSocket) {
  return {
    on(event: string, listener: PortListener): void {
      if (event === 'message') {
        socket.on('message', (data: Buffer, isBinary: boolean) =>
          listener({ data: isBinary ? new Uint8Array(data) : data.toString('utf8') }),
        );
      } else if (event === 'close') socket.on('close', () => listener());
    },
    postMessage(data: string | Uint8Array): void {
      if (socket.readyState === socket.OPEN) socket.send(data);
    },
  };
}

/** The socket of the data plane. A page that cannot take more loses the connection rather than our memory (W4). */
export function socketData(socket: WebSocket): DataChannel {
  const mostBufferedBytes = 16 * 1024 * 1024;
  return {
    send(frame) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > mostBufferedBytes) socket.terminate();
      else socket.send(frame);
    },
    onMessage(listener) {
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        if (isBinary) listener(new Uint8Array(data));
      });
    },
  };
}
