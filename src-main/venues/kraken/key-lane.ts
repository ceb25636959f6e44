/*
 * Kraken takes a private call only with a nonce above every one it has seen of that key, so calls of one key must reach it
 * in order: they go one after another. Orders do not wait for reads on their way: a read that an order overtakes is
 * refused for its nonce and may be sent again, an order may not (O5). Orders wait for orders.
 *
 * A nonce is the clock in µs, or one more than the last where the clock has not moved on. The last one is kept for as long
 * as the program runs, by key, since a test of a connection uses the key of the open one.
 */

export interface KeyLane {
  /** Calls `send` in its turn with a fresh nonce. */
  read<T>(send: (nonce: string) => Promise<T>): Promise<T>;
  /** The same ahead of all reads, even one whose answer has not come. */
  order<T>(send: (nonce: string) => Promise<T>): Promise<T>;
}

const lanes = new Map<string, KeyLane>();

/** The one lane of a key in this program. `keyName` stands for the key and need not be it: a digest will do. */
export function laneOf(keyName: string, nowMs: () => number): KeyLane {
  const known = lanes.get(keyName);
  if (known !== undefined) return known;
  const lane = createKeyLane(nowMs);
  lanes.set(keyName, lane);
  return lane;
}

export function createKeyLane(nowMs: () => number): KeyLane {
  const orders: (() => Promise<void>)[] = [];
  const reads: (() => Promise<void>)[] = [];
  let lastNonce = 0;
  let isOrderOut = false;
  let isReadOut = false;

  function freshNonce(): string {
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

  function queue<T>(waiting: (() => Promise<void>)[], send: (nonce: string) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push(() =>
        Promise.resolve()
          .then(() => send(freshNonce()))
          .then(resolve, reject),
      );
      pump();
    });
  }

  return { read: (send) => queue(reads, send), order: (send) => queue(orders, send) };
}
