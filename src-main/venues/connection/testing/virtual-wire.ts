import type { Dial, DialAddress, WireEnd, WireEvents } from '../dial.ts';

/** The other end of a WebSocket that is not there: a test opens it, speaks on it and ends it. */
export interface VirtualWire {
  readonly address: DialAddress;
  /** Text as it is; bytes beside it. */
  readonly sent: readonly string[];
  readonly sentBytes: readonly Uint8Array[];
  readonly isOpened: boolean;
  /** How our side let go of it, if it did. */
  readonly letGo: 'no' | 'closed' | 'terminated';
  /** What our side has sent and the other has not taken. */
  waitingBytes: number;
  open(): void;
  say(message: string | Uint8Array): void;
  ping(): void;
  pong(): void;
  end(end?: Partial<WireEnd>): void;
}

/** Every dialling makes a wire, in order. */
export function createVirtualNetwork(): {
  readonly dial: Dial;
  readonly wires: VirtualWire[];
  last(): VirtualWire;
} {
  const wires: VirtualWire[] = [];
  return {
    wires,
    dial(address, _maxPayloadBytes, events) {
      const { wire, ours } = connect(address, events);
      wires.push(wire);
      return ours;
    },
    last() {
      const wire = wires.at(-1);
      if (wire === undefined) throw new Error('nothing was dialled');
      return wire;
    },
  };
}

function connect(address: DialAddress, events: WireEvents) {
  const sent: string[] = [];
  const sentBytes: Uint8Array[] = [];
  let letGo: VirtualWire['letGo'] = 'no';
  let isOver = false;
  let isOpened = false;
  const end = (what: Partial<WireEnd> = {}) => {
    if (isOver) return;
    isOver = true;
    events.onEnd({ reason: 'The other side closed.', ...what });
  };
  const wire: VirtualWire = {
    address,
    sent,
    sentBytes,
    get letGo() {
      return letGo;
    },
    get isOpened() {
      return isOpened;
    },
    waitingBytes: 0,
    open() {
      if (isOpened || isOver) return;
      isOpened = true;
      events.onOpen();
    },
    say(message) {
      if (!isOver) events.onMessage(Buffer.from(message), typeof message !== 'string');
    },
    ping: () => events.onPing(),
    pong: () => events.onPong(),
    end,
  };
  const ours = {
    send(message: string | Uint8Array) {
      if (typeof message === 'string') sent.push(message);
      else sentBytes.push(message);
    },
    close() {
      letGo = 'closed';
      queueMicrotask(() => end({ reason: 'Closed as asked.' }));
    },
    terminate() {
      letGo = 'terminated';
      queueMicrotask(() => end({ reason: 'Dropped.' }));
    },
    get waitingBytes() {
      return wire.waitingBytes;
    },
  };
  return { wire, ours };
}
