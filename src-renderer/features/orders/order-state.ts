import type { OrderCard } from '../../../src-shared/contract/trading.ts';

type State = OrderCard['state'];
type Tone = 'plain' | 'accent' | 'warn' | 'info' | 'up' | 'unknown';

/** How an order's state is told. `unknown` is unlike everything else: nobody may think that such an order is gone. */
const faces: Readonly<Record<State, { readonly word: string; readonly tone: Tone; readonly hint: string }>> =
  {
    intent: { word: 'Not sent yet', tone: 'info', hint: 'Written down, about to be sent.' },
    sent: { word: 'Sent', tone: 'info', hint: 'Sent; the venue has not answered yet.' },
    acknowledged: { word: 'Accepted', tone: 'accent', hint: 'The venue has it.' },
    open: { word: 'Open', tone: 'accent', hint: 'Working at the venue.' },
    partial: { word: 'Part filled', tone: 'accent', hint: 'Working at the venue; a part is filled.' },
    unknown: {
      word: 'UNKNOWN',
      tone: 'unknown',
      hint: 'The venue did not say whether it has this order. Tidemark asks until it knows and does not send it again.',
    },
    filled: { word: 'Filled', tone: 'up', hint: 'Filled completely.' },
    cancelled: { word: 'Cancelled', tone: 'plain', hint: 'Cancelled.' },
    expired: { word: 'Expired', tone: 'plain', hint: 'Its time ran out.' },
    rejected: { word: 'Rejected', tone: 'warn', hint: 'The venue refused it.' },
    'not-placed': { word: 'Never placed', tone: 'plain', hint: 'It never reached the venue.' },
  };

export function orderStateFace(state: State) {
  return faces[state];
}

const over: readonly State[] = ['filled', 'cancelled', 'expired', 'rejected', 'not-placed'];

/** Whether it may still change what one holds. An order of unknown fate may. */
export function isOpenOrder({ state }: Pick<OrderCard, 'state'>): boolean {
  return !over.includes(state);
}

/** What wants attention first: unknown fates, then what is open, then what ended; the newest first in each. */
export function ordersInOrder(orders: readonly OrderCard[]): readonly OrderCard[] {
  const rank = (order: OrderCard) => (order.state === 'unknown' ? 0 : isOpenOrder(order) ? 1 : 2);
  return orders.toSorted((a, b) => rank(a) - rank(b) || b.time - a.time);
}
