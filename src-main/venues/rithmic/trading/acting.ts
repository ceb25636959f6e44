import type { AccountKey, AccountMode } from '../../../../src-shared/domain/account.ts';
import { Failure } from '../../../../src-shared/domain/failure.ts';
import type { Instrument, InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ChangeOutcome, Refusal, UnknownOutcome } from '../../../../src-shared/domain/order.ts';
import type { VenueConfig, VenueParts } from '../../venue-kind.ts';
import { quoted } from '../errors.ts';
import type { OrderAnswer, Plant } from '../plant/plant.ts';
import type { DecodedMessage } from '../wire/codec.ts';
import { fieldsOf } from './account-list.ts';
import type { AccountSide } from './account-side.ts';
import type { Availability } from './availability.ts';
import type { BracketWatch } from './bracket-watch.ts';
import type { OrderWay } from './encode.ts';
import type { InstrumentSource } from './instruments.ts';
import { definiteCode, refused } from './refusals.ts';
import type { TradeRoutes } from './trade-routes.ts';

/** What acts does not wait out a long reconnect: no order is sent long after it was wanted. */
const actionWaitMs = 5_000;

export interface ActingParts<Mode extends AccountMode> extends Pick<VenueParts, 'now' | 'after'> {
  readonly config: Pick<VenueConfig, 'label' | 'isTradingEnabled'>;
  readonly plant: Pick<Plant, 'order'>;
  readonly instruments: InstrumentSource;
  readonly routes: TradeRoutes;
  readonly brackets: BracketWatch;
  /** The accounts are known and followed. */
  readonly ready: Availability;
  sideOf(key: AccountKey<Mode>): AccountSide<Mode> | undefined;
  /** Rithmic's number for what the login is. */
  userType(): number;
}

/** What everything that acts has in common: whose account, by which way, sent once, and what the answer means. */
export interface Acting<Mode extends AccountMode> {
  /** The account's side, or why nothing is sent. */
  side(key: AccountKey<Mode>, until?: number): Promise<AccountSide<Mode> | Refusal>;
  /** The way of an order to its exchange, or why there is none. */
  way(
    side: AccountSide<Mode>,
    id: InstrumentId,
  ): Promise<{ readonly way: OrderWay; readonly instrument: Instrument } | Refusal>;
  /** Judges the answer to what was sent once (O4, O5). */
  judge<Done>(
    sent: Promise<OrderAnswer>,
    done: (frames: readonly DecodedMessage[]) => Done | undefined,
  ): Promise<Done | Refusal | UnknownOutcome>;
}

export const acknowledged = (): ChangeOutcome => ({ outcome: 'acknowledged' });

export function createActing<Mode extends AccountMode>(parts: ActingParts<Mode>): Acting<Mode> {
  const { config, instruments, routes } = parts;

  async function side(key: AccountKey<Mode>, until?: number): Promise<AccountSide<Mode> | Refusal> {
    if (!config.isTradingEnabled)
      return refused('local:read-only', `${config.label} is set to read only; nothing was sent.`);
    try {
      await parts.ready.wait(actionWaitMs);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return refused('local:not-sent', `${error.message} Nothing was sent.`);
    }
    if (until !== undefined && parts.now() > until)
      return refused('local:not-sent', 'The connection came back too late for this order; nothing was sent.');
    const found = parts.sideOf(key);
    if (found === undefined)
      return refused('local:account', `${config.label} does not have the account ${key.account}.`);
    return found;
  }

  async function way(
    of: AccountSide<Mode>,
    id: InstrumentId,
  ): Promise<{ readonly way: OrderWay; readonly instrument: Instrument } | Refusal> {
    const { account } = of;
    if (of.restriction !== '') return refused('local:account', of.restriction);
    const contract = instruments.contractOf(id);
    const askedAt = parts.now();
    const instrument = contract === undefined ? undefined : await loaded(id);
    // Looking it up takes time, in which the connection may have gone or the moment have passed.
    if (!parts.ready.isUp || parts.now() - askedAt > actionWaitMs)
      return refused(
        'local:not-sent',
        `${id} had to be looked up first, which took too long. Nothing was sent.`,
      );
    if (contract === undefined || instrument === undefined)
      return refused('local:instrument', `${id} is not a market of this connection that can be traded.`);
    const found = routes.find(account, contract.exchange);
    if ('reason' in found) return refused('local:no-route', found.reason);
    return { way: { account: fieldsOf(account), contract, route: found.route }, instrument };
  }

  async function loaded(id: InstrumentId): Promise<Instrument | undefined> {
    const known = instruments.known(id);
    if (known !== undefined) return known;
    try {
      return await instruments.load(id);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return undefined;
    }
  }

  async function judge<Done>(
    sent: Promise<OrderAnswer>,
    done: (frames: readonly DecodedMessage[]) => Done | undefined,
  ): Promise<Done | Refusal | UnknownOutcome> {
    const answer = await sent;
    if (answer.outcome === 'not-sent') return refused('local:not-sent', `${answer.reason} Nothing was sent.`);
    if (answer.outcome === 'unknown') return answer;
    const { code, text, frames } = answer;
    if (code === '0') {
      return done(frames) ?? { outcome: 'unknown', detail: 'Rithmic’s answer does not name the order.' };
    }
    const definite = definiteCode(code, text, frames);
    const words = `Rithmic says ${quoted({ code, text })}.`;
    return definite === undefined ? { outcome: 'unknown', detail: words } : refused(definite, words);
  }

  return { side, way, judge };
}
