import { type Amount, decimal, zero } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Fill } from '../exchange/orders.ts';
import { execId, ledgerId, transferId } from './ids.ts';
import type { MarketList } from './markets.ts';

/** One line of an account's book: what changed in one asset, and what there was afterwards. */
export interface LedgerEntry {
  id: string;
  /** The trade or transfer behind it. */
  refId: string;
  accountId: string;
  at: number;
  type: 'trade' | 'deposit' | 'withdrawal';
  /** The engine's name. */
  asset: string;
  amount: Amount;
  fee: Amount;
  balance: Amount;
}

/** Follows everything that moves money, in order. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  private readonly exchange: Exchange;
  private readonly markets: MarketList;
  private readonly listeners = new Set<(entries: readonly LedgerEntry[]) => void>();
  private transfers = 0;

  constructor(exchange: Exchange, markets: MarketList) {
    this.exchange = exchange;
    this.markets = markets;
    exchange.onEvent((event) => {
      if (event.type === 'order' && event.fill !== undefined) this.addFill(event.fill);
      if (event.type === 'transfer') this.addTransfer(event);
    });
  }

  onEntries(listener: (entries: readonly LedgerEntry[]) => void): void {
    this.listeners.add(listener);
  }

  private addFill(fill: Fill): void {
    const { base, quote } = this.markets.of(fill.market);
    const isBuy = fill.side === 'buy';
    const refId = execId(fill);
    const feeOf = (asset: string) => (fill.feeAsset === asset ? fill.fee : zero);
    const signed = (amount: Amount, comesIn: boolean) => (comesIn ? amount : amount.negated());
    this.add(fill.accountId, [
      {
        refId,
        at: fill.at,
        type: 'trade',
        asset: quote.name,
        amount: signed(fill.quoteQuantity, !isBuy),
        fee: feeOf(quote.name),
      },
      {
        refId,
        at: fill.at,
        type: 'trade',
        asset: base.name,
        amount: signed(fill.quantity, isBuy),
        fee: feeOf(base.name),
      },
    ]);
  }

  private addTransfer(transfer: { accountId: string; asset: string; amount: string; at: number }): void {
    this.transfers += 1;
    const amount = decimal(transfer.amount);
    this.add(transfer.accountId, [
      {
        refId: transferId(this.transfers),
        at: transfer.at,
        type: amount.isNegative() ? 'withdrawal' : 'deposit',
        asset: transfer.asset,
        amount,
        fee: zero,
      },
    ]);
  }

  private add(accountId: string, lines: Omit<LedgerEntry, 'id' | 'accountId' | 'balance'>[]): void {
    const account = this.exchange.account(accountId);
    const entries = lines.map((line, index) => ({
      ...line,
      id: ledgerId(accountId, this.entries.length + index),
      accountId,
      balance: account.total(line.asset),
    }));
    this.entries.push(...entries);
    for (const listener of this.listeners) listener(entries);
  }
}
