import type { AccountKey, AccountMode } from '../../../../src-shared/domain/account.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type {
  BracketIntent,
  ChangeOutcome,
  OcoIntent,
  OcoOutcome,
  OrderIntent,
  PlaceOutcome,
} from '../../../../src-shared/domain/order.ts';
import { epochMs } from '../../../../src-shared/domain/time.ts';
import type { DecodedMessage } from '../wire/codec.ts';
import { fieldsOf } from './account-list.ts';
import type { AccountSide } from './account-side.ts';
import { type Acting, type ActingParts, acknowledged } from './acting.ts';
import { encodeBracket, encodeOco, encodeOrder } from './encode.ts';
import { checkIntent, checkLegs, checkOco } from './order-checks.ts';
import { placements } from './order-words.ts';
import { refused } from './refusals.ts';
import { mostBracketLegs } from './trading-capabilities.ts';

/** Everything that makes an order. Each is sent once, whatever the answer (O5). */
export function createPlacing<Mode extends AccountMode>(parts: ActingParts<Mode>, acting: Acting<Mode>) {
  const { brackets, instruments, plant, userType } = parts;

  function remember(
    side: AccountSide<Mode>,
    { clientOrderId, terms, quantity, origin }: OrderIntent<Mode>,
  ): void {
    side.ledger.placing({ clientOrderId, terms, quantity, origin });
  }

  function placed(side: AccountSide<Mode>, clientOrderId: string, frames: readonly DecodedMessage[]) {
    for (const frame of frames) {
      if (frame.name !== 'ResponseNewOrder' && frame.name !== 'ResponseBracketOrder') continue;
      const { basket_id: venueOrderId = '', ssboe, usecs = 0 } = frame.fields;
      if (venueOrderId === '') continue;
      side.ledger.acknowledged(clientOrderId, venueOrderId);
      const time = ssboe === undefined ? parts.now() : epochMs(ssboe * 1000 + Math.floor(usecs / 1000));
      return { outcome: 'acknowledged', venueOrderId, time } as const;
    }
    return undefined;
  }

  async function place(intent: OrderIntent<Mode>): Promise<PlaceOutcome> {
    const side = await acting.side(intent.account, intent.sendBefore);
    if ('outcome' in side) return side;
    const found = await acting.way(side, intent.instrument);
    if ('outcome' in found) return found;
    const wrong = checkIntent(intent, found.instrument, side.money.keeper.mostPerOrder);
    if (wrong !== undefined) return wrong;
    remember(side, intent);
    return acting.judge(plant.order('RequestNewOrder', encodeOrder(intent, found.way)), (frames) =>
      placed(side, intent.clientOrderId, frames),
    );
  }

  async function placeBracket(intent: BracketIntent<Mode>): Promise<PlaceOutcome> {
    const side = await acting.side(intent.account, intent.sendBefore);
    if ('outcome' in side) return side;
    const found = await acting.way(side, intent.instrument);
    if ('outcome' in found) return found;
    const wrong =
      checkIntent(intent, found.instrument, side.money.keeper.mostPerOrder) ??
      checkLegs(intent, mostBracketLegs);
    if (wrong !== undefined) return wrong;
    remember(side, intent);
    brackets.expect(intent.clientOrderId, {
      hasTargets: intent.targets.length > 0,
      hasStops: intent.stops.length > 0,
    });
    const fields = encodeBracket(intent, found.way, userType());
    return acting.judge(plant.order('RequestBracketOrder', fields), (frames) =>
      placed(side, intent.clientOrderId, frames),
    );
  }

  async function placeOco(intent: OcoIntent<Mode>): Promise<OcoOutcome> {
    const side = await acting.side(intent.account);
    if ('outcome' in side) return side;
    const found = await acting.way(side, intent.instrument);
    if ('outcome' in found) return found;
    const wrong = checkOco(intent, found.instrument, side.money.keeper.mostPerOrder);
    if (wrong !== undefined) return wrong;
    const { target, stop, quantity, origin } = intent;
    side.ledger.placing({
      clientOrderId: target.clientOrderId,
      terms: { type: 'limit', limitPrice: target.limitPrice, isPostOnly: false },
      quantity,
      origin,
    });
    const { clientOrderId, ...prices } = stop;
    const { limitPrice, triggerPrice } = prices;
    side.ledger.placing({
      clientOrderId,
      terms:
        limitPrice === undefined
          ? { type: 'stop', triggerPrice }
          : { type: 'stop-limit', triggerPrice, limitPrice },
      quantity,
      origin,
    });
    return acting.judge(
      plant.order('RequestOCOOrder', encodeOco(intent, found.way)),
      (frames): OcoOutcome | undefined => {
        const rows = frames.flatMap((frame) => (frame.name === 'ResponseOCOOrder' ? [frame.fields] : []));
        const baskets = [...new Set(rows.flatMap(({ basket_id }) => basket_id ?? []))];
        const tags = rows.flatMap(({ user_tag }) => user_tag ?? []);
        const [first] = baskets;
        if (first === undefined) return undefined;
        const inOrder =
          tags.length === baskets.length && tags[0] === stop.clientOrderId ? baskets.toReversed() : baskets;
        for (const [index, leg] of [target.clientOrderId, stop.clientOrderId].entries()) {
          const basketId = inOrder[index];
          if (basketId !== undefined) side.ledger.acknowledged(leg, basketId);
        }
        const seconds = rows.flatMap(({ ssboe }) => ssboe ?? [])[0];
        const time = seconds === undefined ? parts.now() : epochMs(seconds * 1000);
        return { outcome: 'acknowledged', venueOrderIds: inOrder, time };
      },
    );
  }

  async function exitPosition(
    key: AccountKey<Mode>,
    id: InstrumentId,
    origin: OrderIntent['origin'],
  ): Promise<ChangeOutcome> {
    const side = await acting.side(key);
    if ('outcome' in side) return side;
    const contract = instruments.contractOf(id);
    // Without both names Rithmic would close everything that the account holds.
    if (contract === undefined || contract.symbol === '' || contract.exchange === '')
      return refused('local:instrument', `${id} is not a market of this connection.`);
    const { symbol, exchange } = contract;
    const fields = { ...fieldsOf(side.account), symbol, exchange, manual_or_auto: placements[origin] };
    return acting.judge(plant.order('RequestExitPosition', fields), acknowledged);
  }

  return { place, placeBracket, placeOco, exitPosition };
}
