/*
 * Kraken takes a private call only with a nonce above every one it has seen of that key, so calls of one key must reach it
 * in order: they go one after another. Orders do not wait for reads on their way: a read that an order overtakes is
 * refused for its nonce and may be sent again, an order may not (O5). Orders wait for orders.
 *
 * A nonce is the clock in µs, or one more than the last where the clock has not moved on. The last one is kept for as long
 * as the program runs, by key, since a test of a connection uses the key of the open one. Nothing is written down for the
 * next run: the clock is Kraken's own (`KrakenClock.steady`), which goes on whatever becomes of this computer's, is known
 * before the first private call, and has been read anew by the time another run could ask.
 */

export interface KeyLane {
  /** Calls `send` in its turn with a fresh nonce. */
  read<T>(send: (nonce: string) => Promise<T>): Promise<T>;
  /** The same ahead of all reads, even one whose answer has not come. */
  order<T>(send: (nonce: string) => Promise<T>): Promise<T>;
}

const lanes = new Map<string, SharedLane>();

/** The one lane of a key in this program. `keyName` stands for the key and need not be it: a digest will do. */
export function laneOf(keyName: string, nowMs: () => number): KeyLane {
  const known = lanes.get(keyName) ?? createSharedLane();
  lanes.set(keyName, known);
  // Each user brings its own clock: the one of a connection that was closed is set no more.
  return { read: (send) => known.read(send, nowMs), order: (send) => known.order(send, nowMs) };
}

export function createKeyLane(nowMs: () => number): KeyLane {
  const lane = createSharedLane();
  return { read: (send) => lane.read(send, nowMs), order: (send) => lane.order(send, nowMs) };
}

interface SharedLane {
  read<T>(send: (nonce: string) => Promise<T>, nowMs: () => number): Promise<T>;
  order<T>(send: (nonce: string) => Promise<T>, nowMs: () => number): Promise<T>;
}

function createSharedLane(): SharedLane {
  const orders: (() => Promise<void>)[] = [];
  const reads: (() => Promise<void>)[] = [];
  let lastNonce = 0;
  let isOrderOut = false;
  let isReadOut = false;

  function freshNonce(nowMs: () => number): string {
    lastNonce = Math.max(lastNonce + 1, Math.floor(nowMs() * 1000));
    return String(lastNonce);
  }

  function pump(): void {
    if (isOrderOut) return;
    const order = orders.shift();
    if (order !== undefined) {
      isOrderOut = true;
      void order().then(() => {
        isOrderOut = false;
        pump();
      });
      return;
    }
    if (isReadOut) return;
    const read = reads.shift();
    if (read === undefined) return;
    isReadOut = true;
    void read().then(() => {
      isReadOut = false;
      pump();
    });
  }

  function queue<T>(
    waiting: (() => Promise<void>)[],
    send: (nonce: string) => Promise<T>,
    nowMs: () => number,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push(() =>
        Promise.resolve()
          .then(() => send(freshNonce(nowMs)))
          .then(resolve, reject),
      );
      pump();
    });
  }

  return {
    read: (send, nowMs) => queue(reads, send, nowMs),
    order: (send, nowMs) => queue(orders, send, nowMs),
  };
}
