import type { Dial, Wire, WireEvents } from '../../connection/dial.ts';
import { createVirtualWorld, type VirtualWorld } from '../../connection/testing/virtual-world.ts';
import type { SecretText, VenueParts } from '../../venue-kind.ts';
import { createLoginTurns, type LoginTurns } from '../plant/login-turns.ts';
import { openPlant, type PlantName, type PlantParts } from '../plant/plant.ts';
import type { RithmicSettings } from '../settings.ts';
import {
  type DecodedMessage,
  decodeFrame,
  encodeMessage,
  type MessageName,
  type WireMessages,
} from '../wire/codec.ts';
import { frame } from '../wire/frame.ts';

/** One socket as the server sees it. */
export interface MemorySession {
  readonly number: number;
  readonly received: DecodedMessage[];
  say<Q extends MessageName>(name: Q, fields: WireMessages[Q]): void;
  sayBytes(bytes: Uint8Array): void;
  end(code?: number): void;
  readonly isOpen: boolean;
}

/** A server in memory, as small as it can be: a test says how it answers. */
export interface MemoryGateway {
  readonly dial: Dial;
  readonly sessions: MemorySession[];
  /** What it does with a message; absent for the usual answers to logins, logouts and heartbeats. */
  onMessage: (message: DecodedMessage, session: MemorySession) => boolean;
  isPrefixed: boolean;
  heartbeatSeconds: number;
  last(): MemorySession;
}

export function createMemoryGateway(): MemoryGateway {
  const gateway: MemoryGateway = {
    sessions: [],
    onMessage: () => false,
    isPrefixed: true,
    heartbeatSeconds: 60,
    last() {
      const session = gateway.sessions.at(-1);
      if (session === undefined) throw new Error('nobody came');
      return session;
    },
    dial: (_address, _maxPayloadBytes, events) => connect(gateway, events),
  };
  return gateway;
}

function connect(gateway: MemoryGateway, events: WireEvents): Wire {
  let isOpen = true;
  const end = (code: number) => {
    if (!isOpen) return;
    isOpen = false;
    events.onEnd({ reason: `gateway.test closed the connection (${code}).`, code: String(code) });
  };
  const session: MemorySession = {
    number: gateway.sessions.length,
    received: [],
    say(name, fields) {
      session.sayBytes(frame(encodeMessage(name, fields), gateway.isPrefixed));
    },
    sayBytes(bytes) {
      if (isOpen) events.onMessage(Buffer.from(bytes), true);
    },
    end: (code = 1006) => end(code),
    get isOpen() {
      return isOpen;
    },
  };
  gateway.sessions.push(session);
  queueMicrotask(() => {
    if (isOpen) events.onOpen();
  });
  return {
    send(bytes) {
      if (typeof bytes === 'string') throw new Error('text on a binary socket');
      const message = decodeFrame(bytes);
      if (message.name === 'corrupt' || message.name === 'unknown') throw new Error(`sent ${message.name}`);
      session.received.push(message);
      queueMicrotask(() => {
        if (isOpen && !gateway.onMessage(message, session)) answerUsually(gateway, message, session);
      });
    },
    close: () => queueMicrotask(() => end(1000)),
    terminate: () => queueMicrotask(() => end(1006)),
    waitingBytes: 0,
  };
}

function answerUsually(gateway: MemoryGateway, message: DecodedMessage, session: MemorySession): void {
  switch (message.name) {
    case 'RequestLogin':
      session.say('ResponseLogin', {
        user_msg: message.fields.user_msg,
        rp_code: ['0'],
        fcm_id: 'FCM',
        ib_id: 'IB',
        unique_user_id: String(session.number),
        heartbeat_interval: gateway.heartbeatSeconds,
      });
      return;
    case 'RequestHeartbeat':
      session.say('ResponseHeartbeat', {
        user_msg: message.fields.user_msg,
        ssboe: message.fields.ssboe,
        usecs: message.fields.usecs,
      });
      return;
    case 'RequestLogout':
      session.say('ResponseLogout', { user_msg: message.fields.user_msg, rp_code: ['0'] });
      return;
    default:
      return;
  }
}

export const testSettings: RithmicSettings = {
  gateway: 'wss://gateway.test:443',
  system: 'Rithmic Test',
  appName: 'tide:Tidemark',
  appVersion: '1.0.0',
  isPrefixed: true,
  hasMadeUpPrices: true,
};

export function secretText(text: string): SecretText {
  return { reveal: () => text };
}

export function testCredentials(
  user = 'trader',
  password = 'hunter2',
): NonNullable<VenueParts['credentials']> {
  return {
    use: async (_purpose, use) => use({ user: secretText(user), password: secretText(password) }),
    replace: async () => undefined,
  };
}

/** One plant in a world and at a gateway of its own, with everything that it told. */
export function stagePlant(
  name: PlantName = 'ticker',
  change: Partial<PlantParts> = {},
  existing?: VirtualWorld,
) {
  const world = existing ?? createVirtualWorld();
  const gateway = createMemoryGateway();
  const turns: LoginTurns = change.turns ?? createLoginTurns(world.parts);
  const told: string[] = [];
  const plant = openPlant(name, {
    ...world.parts,
    credentials: testCredentials(),
    dial: gateway.dial,
    settings: testSettings,
    turns,
    onMessage: () => undefined,
    onUnreadable: (reason) => told.push(`unreadable: ${reason}`),
    onTrouble: (sentence) => told.push(sentence),
    onForcedLogout: () => plant.socket.giveUp('Logged out.'),
    ...change,
  });
  const pushed: DecodedMessage[] = [];
  plant.onPush((message) => pushed.push(message));
  plant.onReady((isAgain) => told.push(isAgain ? 'ready again' : 'ready'));
  plant.onLost((reason) => told.push(`lost: ${reason}`));
  const start = async () => {
    plant.socket.start();
    await world.pass(1);
  };
  return { world, gateway, turns, plant, told, pushed, start };
}
