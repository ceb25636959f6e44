import type { Dial, DialAddress, WireEnd, WireEvents } from '../dial.ts';

/** The other end of a WebSocket that is not there: a test opens it, speaks on it and ends it. */
export interface VirtualWire {
  readonly address: DialAddress;
  readonly sent: readonly string[];
  readonly isOpened: boolean;
  /** How our side let go of it, if it did. */
  readonly letGo: 'no' | 'closed' | 'terminated';
  /** What our side has sent and the other has not taken. */
  waitingBytes: number;
  open(): void;
  say(message: string | Buffer): void;
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
    send(message: string) {
      sent.push(message);
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
