import { createHash } from 'node:crypto';
import type { Order } from '../exchange/orders.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id as the venue spells them, always the same for the same name: `OQCLML-BW3P3-BUCMWZ`. */
function spell(prefix: string, name: string): string {
  const bytes = createHash('sha256').update(prefix).update(name).digest();
  const text = [...bytes.subarray(0, 16)].map((byte) => letters[byte % letters.length]).join('');
  return `${prefix}${text.slice(0, 5)}-${text.slice(5, 10)}-${text.slice(10, 16)}`;
}

/** The id of one side of a trade. */
export function execId(fill: { market: string; tradeId: number; orderId: number }): string {
  return spell('T', `${fill.market}/${fill.tradeId}/${fill.orderId}`);
}

export function ledgerId(accountId: string, number: number): string {
  return spell('L', `${accountId}/${number}`);
}

export function transferId(number: number): string {
  return spell('F', String(number));
}

/** Ids of orders, both ways. */
export class TransactionIds {
  private readonly orders = new Map<string, Order>();
  private amends = 0;

  of(order: Order): string {
    const id = spell('O', String(order.id));
    this.orders.set(id, order);
    return id;
  }

  find(txid: string): Order | undefined {
    return this.orders.get(txid);
  }

  nextAmend(): string {
    this.amends += 1;
    return spell('T', `amend/${this.amends}`);
  }
}
