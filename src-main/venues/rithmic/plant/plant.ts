import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { Dial } from '../../connection/dial.ts';
import { Listeners } from '../../connection/listeners.ts';
import type { SocketSender } from '../../connection/socket-plan.ts';
import { openSupervisedSocket, type SupervisedSocket } from '../../connection/supervised-socket.ts';
import type { Release } from '../../release.ts';
import type { CredentialFields, VenueParts } from '../../venue-kind.ts';
import { isHarmless, isSuccess, loginRefusal, quoted, type ResponseCode, responseCode } from '../errors.ts';
import { machine, type RithmicSettings, templateVersion } from '../settings.ts';
import {
  type DecodedMessage,
  decodeFrame,
  encodeMessage,
  type MessageName,
  type WireMessages,
} from '../wire/codec.ts';
import { frame } from '../wire/frame.ts';
import { requestLoginSysInfraType } from '../wire/generated/enums.ts';
import type { LoginTurns } from './login-turns.ts';
import { redactPayload } from './redact.ts';
import { framesOf, isAlwaysPushed, type RequestOptions, Requests } from './requests.ts';

/* One socket per plant of Rithmic: login, heartbeats, questions and answers, what is pushed, and how it ends. */

export const plantNames = ['ticker', 'order', 'history', 'pnl', 'repository'] as const;
export type PlantName = (typeof plantNames)[number];

export interface PlantLogin {
  readonly fcmId: string;
  readonly ibId: string;
  readonly uniqueUserId: string;
  readonly heartbeatMs: number;
}

export type OrderAnswer =
  | {
      readonly outcome: 'answered';
      readonly frames: readonly DecodedMessage[];
      /** `reject` where the server could not route or read it and gave no code of its own. */
      readonly code: string;
      readonly text: string;
    }
  | { readonly outcome: 'not-sent'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly detail: string };

type Fields<Q extends MessageName> = Omit<WireMessages[Q], 'user_msg'>;

export interface Plant {
  readonly name: PlantName;
  readonly socket: SupervisedSocket;
  /** Logged in, and not yet logging out. */
  readonly isReady: boolean;
  /**
   * One request; resolves with all its frames in order, rows and the last one, and with none for an empty result. Rejects
   * with a Failure for a refusal, a timeout or a lost socket; its data has `code` and `text` where Rithmic told them.
   */
  ask<Q extends MessageName>(
    name: Q,
    fields: Fields<Q>,
    options?: RequestOptions,
  ): Promise<readonly DecodedMessage[]>;
  /** Sends once and never again, for orders (O5): the outcome says whether a first byte left. */
  order<Q extends MessageName>(name: Q, fields: Fields<Q>): Promise<OrderAnswer>;
  /** Everything without a request of ours waiting for it. */
  onPush(listener: (message: DecodedMessage) => void): Release;
  /** Logged in and asked for all topics; `isAgain` when something may have been missed. */
  onReady(listener: (isAgain: boolean) => void): Release;
  /** What was logged in, or about to be, is so no longer. */
  onLost(listener: (reason: string) => void): Release;
  /** Of the running login. */
  readonly login: PlantLogin | undefined;
  /** Sends a heartbeat besides the regular ones, to learn the server's time and how far away it is. */
  beat(): void;
  /** Says goodbye, as well as that goes, and ends; nothing is sent afterwards until somebody starts the socket again. */
  close(): Promise<void>;
}

/** A request that asks for a topic or gives it up; what is refused is told, and no reason to end the connection. */
export interface TopicRequest {
  readonly name: MessageName;
  readonly fields: WireMessages[MessageName];
  /** Called for a refusal that means anything. */
  onRefused(code: ResponseCode): void;
}

export interface PlantTopics {
  subscribe(topics: readonly string[]): readonly TopicRequest[];
  unsubscribe(topics: readonly string[]): readonly TopicRequest[];
}

export interface PlantParts
  extends Pick<VenueParts, 'credentials' | 'now' | 'monotonicMs' | 'after' | 'random' | 'log' | 'record'> {
  readonly dial: Dial;
  readonly settings: RithmicSettings;
  readonly turns: LoginTurns;
  readonly topics?: PlantTopics;
  onMessage(): void;
  onUnreadable(reason: string): void;
  onTrouble(sentence: string): void;
  /** Somebody else took our sessions: all plants of the connection end. */
  onForcedLogout(): void;
  /** Server time of a heartbeat, and when it was asked for on the wall clock and the other. */
  onServerTime?(serverMs: number, sentAt: number, roundTripMs: number): void;
  /** A login was refused for lack of a right: words that explain it further. */
  explainRefusal?(): Promise<string | undefined>;
}

/** What each is there for, since its name says that to Rithmic’s own people only. */
const labels: Readonly<Record<PlantName, string>> = {
  ticker: 'ticker plant (live prices)',
  order: 'order plant (orders and fills)',
  history: 'history plant (past prices)',
  pnl: 'P&L plant (positions and money)',
  repository: 'repository plant (agreements)',
};

const infraTypes: Readonly<Record<PlantName, number>> = {
  ticker: requestLoginSysInfraType.TICKER_PLANT,
  order: requestLoginSysInfraType.ORDER_PLANT,
  history: requestLoginSysInfraType.HISTORY_PLANT,
  pnl: requestLoginSysInfraType.PNL_PLANT,
  repository: requestLoginSysInfraType.REPOSITORY_PLANT,
};

const usualHeartbeatMs = 30_000;
const loginAnswerMs = 25_000;
const loginLimitMs = 30_000;
const stuckSendMs = 10_000;
const goodbyeMs = 2_000;
/** Depth and replay snapshots may be large; nothing comes near this. */
const maxPayloadBytes = 16 * 1024 * 1024;
const longestHeartbeatMs = 600_000;

export function openPlant(name: PlantName, parts: PlantParts): Plant {
  const { settings, turns } = parts;
  const pushes = new Listeners<[DecodedMessage]>();
  const readies = new Listeners<[boolean]>();
  const losses = new Listeners<[string]>();
  const heartbeats = new Map<string, { readonly sentAt: number; readonly startedAt: number }>();
  let login: PlantLogin | undefined;
  let isLeaving = false;
  /** Why this login was refused; the server hangs up after saying so. */
  let refusedWith: string | undefined;
  let sender: SocketSender | undefined;

  const requests = new Requests({
    ...parts,
    resume: (requestKey, tag) => send('RequestResumeBars', { user_msg: [tag], request_key: requestKey }),
    onStrayReject: (code) =>
      parts.onTrouble(`The ${name} plant did not take a message: it says ${quoted(code)}.`),
  });

  function encoded<Q extends MessageName>(message: Q, fields: WireMessages[Q]): Uint8Array {
    return frame(encodeMessage(message, fields), settings.isPrefixed);
  }

  function send<Q extends MessageName>(message: Q, fields: WireMessages[Q]): boolean {
    return sender?.send(encoded(message, fields)) ?? false;
  }

  async function authenticate(to: SocketSender): Promise<void> {
    sender = to;
    isLeaving = false;
    refusedWith = undefined;
    const { credentials } = parts;
    if (credentials === null) throw new Failure('unauthorised', 'Rithmic needs a user and a password.');
    const tag = requests.nextTag();
    const answer = requests.expect(tag, 'RequestLogin', { timeoutMs: loginAnswerMs });
    await credentials.use('log in', (fields) => to.send(loginMessage(tag, fields)));
    const ended = await answer;
    if (ended.kind === 'broken') throw unanswered(ended.failure);
    if (ended.kind === 'reject' || !isSuccess(ended.code)) throw refusal(ended.code);
    const last = ended.frames.at(-1);
    if (last?.name !== 'ResponseLogin') {
      throw new Failure('unavailable', 'Rithmic answered the login with something else.');
    }
    const { fcm_id, ib_id, unique_user_id, heartbeat_interval } = last.fields;
    login = {
      fcmId: fcm_id ?? '',
      ibId: ib_id ?? '',
      uniqueUserId: unique_user_id ?? '',
      heartbeatMs: heartbeatMs(heartbeat_interval),
    };
    turns.ended(name, 'logged-in');
    to.send(heartbeat());
  }

  function loginMessage(tag: string, { user, password }: CredentialFields): Uint8Array {
    return encoded('RequestLogin', {
      template_version: templateVersion,
      user_msg: [tag],
      user: user?.reveal() ?? '',
      password: password?.reveal() ?? '',
      app_name: settings.appName,
      app_version: settings.appVersion,
      system_name: settings.system,
      infra_type: infraTypes[name],
      ...machine,
    });
  }

  /** At once: the server closes the connection after a refusal, and its reason must not be the last word. */
  function refusal(code: ResponseCode): Failure {
    refusedWith = undefined;
    const { isLast, sentence } = turns.refused(
      name,
      loginRefusal(code, settings),
      code.code === '13' ? parts.explainRefusal : undefined,
    );
    return isLast
      ? new Failure('unauthorised', sentence, { data: { ...code } })
      : new Failure('unavailable', `${sentence} It is tried once more.`, { data: { ...code } });
  }

  function unanswered(failure: Failure): Failure {
    if (failure.data.isTimeout !== true) return failure;
    return new Failure(
      'unavailable',
      `The ${name} plant did not answer the login within ${loginAnswerMs / 1000} s. From some data centres and VPNs Rithmic never does; try from another network.`,
      { cause: failure },
    );
  }

  function heartbeat(): Uint8Array {
    const tag = `h${requests.nextTag()}`;
    if (heartbeats.size > 8) heartbeats.clear();
    const sentAt = parts.now();
    heartbeats.set(tag, { sentAt, startedAt: parts.monotonicMs() });
    return encoded('RequestHeartbeat', {
      user_msg: [tag],
      ssboe: Math.floor(sentAt / 1000),
      usecs: (sentAt % 1000) * 1000,
    });
  }

  function heartbeatAnswered(fields: WireMessages['ResponseHeartbeat']): void {
    const code = responseCode(fields.rp_code);
    if (fields.rp_code !== undefined && !isSuccess(code)) {
      socket.restart(`The ${name} plant answered a heartbeat with ${quoted(code)}.`);
      return;
    }
    const tag = fields.user_msg?.[0] ?? '';
    const asked = heartbeats.get(tag);
    heartbeats.delete(tag);
    if (asked === undefined || fields.ssboe === undefined) return;
    const serverMs = fields.ssboe * 1000 + Math.floor((fields.usecs ?? 0) / 1000);
    parts.onServerTime?.(serverMs, asked.sentAt, parts.monotonicMs() - asked.startedAt);
  }

  function receive(data: Uint8Array): void {
    parts.onMessage();
    const message = decodeFrame(data);
    if (message.name === 'corrupt') {
      parts.onUnreadable(`A message of the ${name} plant could not be read: ${message.reason}.`);
      return;
    }
    // Servers push templates that no client knows yet.
    if (message.name === 'unknown') return;
    if (isAlwaysPushed(message.templateId)) {
      pushes.tell(message);
      return;
    }
    switch (message.name) {
      case 'ForcedLogout':
        parts.onForcedLogout();
        return;
      case 'ResponseLogin': {
        const code = responseCode(message.fields.rp_code);
        if (!isSuccess(code)) refusedWith = loginRefusal(code, settings);
        requests.take(message);
        return;
      }
      case 'ResponseHeartbeat':
        heartbeatAnswered(message.fields);
        return;
      default:
        if (!requests.take(message)) pushes.tell(message);
    }
  }

  function lost(reason: string): void {
    const wasKnown = sender !== undefined;
    if (wasKnown && login === undefined && endsForSessions.test(reason))
      turns.refused(name, sessionsSentence);
    sender = undefined;
    login = undefined;
    heartbeats.clear();
    requests.failAll(
      new Failure('unavailable', `The connection to the ${name} plant was lost. ${reason}`.trim(), {
        data: { isLost: true },
      }),
    );
    if (wasKnown) losses.tell(reason);
  }

  function topicMessages(asked: readonly TopicRequest[]): readonly Uint8Array[] {
    return asked.map(({ name: message, fields, onRefused }) => {
      const tag = requests.nextTag();
      void requests.expect(tag, message).then((answer) => {
        if (answer.kind === 'broken') {
          if (answer.failure.data.isTimeout === true) onRefused({ code: '', text: 'no answer' });
        } else if (answer.kind === 'reject' || !(isSuccess(answer.code) || isHarmless(answer.code))) {
          onRefused(answer.code);
        }
      });
      return encoded(message, { ...fields, user_msg: [tag] } as WireMessages[typeof message]);
    });
  }

  const { topics } = parts;
  const socket = openSupervisedSocket(
    {
      name,
      label: labels[name],
      address: () => ({ url: settings.gateway }),
      get heartbeatMs() {
        return login?.heartbeatMs ?? usualHeartbeatMs;
      },
      keepAlive: {
        get everyMs() {
          return Math.max(500, (login?.heartbeatMs ?? usualHeartbeatMs) / 2);
        },
        message: heartbeat,
      },
      maxPayloadBytes,
      loginLimitMs,
      stuckSendMs,
      redactBinary: redactPayload,
      explainEnd: () => refusedWith,
      authenticate,
      ...(topics === undefined
        ? {}
        : {
            topics: {
              subscribe: (wanted) => topicMessages(topics.subscribe(wanted)),
              unsubscribe: (unwanted) => topicMessages(topics.unsubscribe(unwanted)),
            },
          }),
      onMessage: receive,
      onReady: (_sender, isAgain) => readies.tell(isAgain),
      onLost: lost,
    },
    { ...parts, attempts: { take: (signal) => turns.take(name, signal) } },
  );
  socket.onState(({ phase }) => {
    if (phase === 'back-off' || phase === 'closed') turns.ended(name, 'lost');
  });

  const isReady = () => sender !== undefined && login !== undefined && !isLeaving;
  const notReady = () => `The ${name} plant of Rithmic is not connected.`;

  return {
    name,
    socket,
    get isReady() {
      return isReady();
    },
    async ask(message, fields, options) {
      if (!isReady()) throw new Failure('not-connected', notReady());
      const tag = requests.nextTag();
      const answer = requests.expect(tag, message, options);
      if (!send(message, { ...fields, user_msg: [tag] } as WireMessages[typeof message])) requests.drop(tag);
      return framesOf(await answer);
    },
    async order(message, fields) {
      if (!isReady()) return { outcome: 'not-sent', reason: notReady() };
      const tag = requests.nextTag();
      const answer = requests.expect(tag, message);
      if (!send(message, { ...fields, user_msg: [tag] } as WireMessages[typeof message])) {
        requests.drop(tag);
        return { outcome: 'not-sent', reason: `The ${name} plant takes no messages at the moment.` };
      }
      const ended = await answer;
      if (ended.kind === 'broken') return { outcome: 'unknown', detail: ended.failure.message };
      const { code, text } = ended.code;
      const isNoCode = ended.kind === 'reject' && (code === '' || code === '0');
      return { outcome: 'answered', frames: ended.frames, code: isNoCode ? 'reject' : code, text };
    },
    onPush: (listener) => pushes.add(listener),
    onReady: (listener) => readies.add(listener),
    onLost: (listener) => losses.add(listener),
    get login() {
      return login;
    },
    beat() {
      if (isReady()) sender?.send(heartbeat());
    },
    async close() {
      if (isReady()) {
        const tag = requests.nextTag();
        const answer = requests.expect(tag, 'RequestLogout', { timeoutMs: goodbyeMs });
        send('RequestLogout', { user_msg: [tag] });
        isLeaving = true;
        await answer;
      }
      await socket.stop();
    },
  };
}

/** The code with which a login is cut off where no session is left, instead of an answer. */
const endsForSessions = /\(1011\)/;
const sessionsSentence =
  'Rithmic closed the connection during the login, as it does where all sessions of a user are taken. Log out of the other programs that use this login, or ask the broker for more sessions.';

/** The server's number as it is; whoever waits longer is cut off. */
function heartbeatMs(seconds: number | undefined): number {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds <= 0) return usualHeartbeatMs;
  return Math.min(Math.max(seconds * 1000, 500), longestHeartbeatMs);
}
