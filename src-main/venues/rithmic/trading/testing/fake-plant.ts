import { Failure } from '../../../../../src-shared/domain/failure.ts';
import { Listeners } from '../../../connection/listeners.ts';
import type { OrderAnswer, Plant } from '../../plant/plant.ts';
import type { DecodedMessage, MessageName, WireMessages } from '../../wire/codec.ts';

type Given = readonly DecodedMessage[] | Failure;

/** A message as the codec would give it. */
export function told<N extends MessageName>(name: N, fields: WireMessages[N]): DecodedMessage {
  return { name, templateId: 0, fields } as unknown as DecodedMessage;
}

/** A plant without a wire: its answers are set by the test, and what was asked of it is kept. */
export class FakePlant implements Pick<Plant, 'ask' | 'order' | 'onPush' | 'onReady' | 'onLost' | 'login'> {
  readonly asked: { readonly name: MessageName; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  readonly login = { fcmId: 'F', ibId: 'I', uniqueUserId: 'u', heartbeatMs: 60_000 };
  readonly #answers = new Map<MessageName, (fields: Readonly<Record<string, unknown>>) => Given>();
  readonly #orders = new Map<MessageName, OrderAnswer[]>();
  readonly #pushes = new Listeners<[DecodedMessage]>();
  readonly #readies = new Listeners<[boolean]>();
  readonly #losses = new Listeners<[string]>();

  answers<N extends MessageName>(name: N, given: (fields: WireMessages[N]) => Given): void {
    this.#answers.set(name, given as (fields: Readonly<Record<string, unknown>>) => Given);
  }

  /** The next answers to what acts; the last one stays. */
  acts(name: MessageName, ...outcomes: readonly OrderAnswer[]): void {
    this.#orders.set(name, [...outcomes]);
  }

  push(...messages: readonly DecodedMessage[]): void {
    for (const message of messages) this.#pushes.tell(message);
  }

  ready(isAgain = false): void {
    this.#readies.tell(isAgain);
  }

  lose(): void {
    this.#losses.tell('cut');
  }

  requests(name: MessageName): Readonly<Record<string, unknown>>[] {
    return this.asked.flatMap((one) => (one.name === name ? [one.fields] : []));
  }

  async ask<Q extends MessageName>(
    name: Q,
    fields: Omit<WireMessages[Q], 'user_msg'>,
  ): Promise<readonly DecodedMessage[]> {
    this.asked.push({ name, fields });
    const given = this.#answers.get(name)?.(fields) ?? [];
    if (given instanceof Failure) throw given;
    return given;
  }

  async order<Q extends MessageName>(
    name: Q,
    fields: Omit<WireMessages[Q], 'user_msg'>,
  ): Promise<OrderAnswer> {
    this.asked.push({ name, fields });
    const outcomes = this.#orders.get(name) ?? [];
    const next = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
    return next ?? { outcome: 'answered', frames: [], code: '0', text: '' };
  }

  onPush(listener: (message: DecodedMessage) => void) {
    return this.#pushes.add(listener);
  }

  onReady(listener: (isAgain: boolean) => void) {
    return this.#readies.add(listener);
  }

  onLost(listener: (reason: string) => void) {
    return this.#losses.add(listener);
  }
}
