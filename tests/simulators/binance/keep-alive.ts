import type { SimulatorSocket } from '../exchange/socket.ts';

/** The venue pings, and hangs up on a client that does not answer in time. */
export function keepAlive(socket: SimulatorSocket, everyMs: number, patienceMs: number): void {
  let heardAt = Date.now();
  socket.onPong(() => {
    heardAt = Date.now();
  });
  const timer = setInterval(() => {
    if (Date.now() - heardAt > everyMs + patienceMs) socket.cut();
    else socket.ping(String(Date.now()));
  }, everyMs);
  timer.unref();
  socket.onClose(() => clearInterval(timer));
}

/** Hangs up on a client that sends more than `perSecond` messages within one second, pings included. */
export function limitMessages(socket: SimulatorSocket, perSecond: number): void {
  let second = 0;
  let count = 0;
  const tally = (): void => {
    const now = Math.floor(Date.now() / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    if (count > perSecond) socket.close(1008, 'Too many requests');
  };
  socket.onMessage(tally);
  socket.onPing(tally);
  socket.onPong(tally);
}
