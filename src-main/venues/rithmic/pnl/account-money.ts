import type { AccountMode, AccountStanding, Balance } from '../../../../src-shared/domain/account.ts';
import type { InstrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { Position } from '../../../../src-shared/domain/position.ts';
import type { EpochMs } from '../../../../src-shared/domain/time.ts';
import type { VenueParts } from '../../venue-kind.ts';
import type { Plant } from '../plant/plant.ts';
import type { Symbols } from '../symbols.ts';
import { fieldsOf, type RithmicAccount } from '../trading/account-list.ts';
import { decimalOf } from '../trading/decimals.ts';
import { SnapshotCollector } from '../trading/snapshot-collector.ts';
import { msOf, stampOf } from '../trading/stamps.ts';
import { Turns } from '../trading/turns.ts';
import type { WireMessages } from '../wire/codec.ts';
import { StandingKeeper } from './standing.ts';

type PositionRow = WireMessages['InstrumentPnLPositionUpdate'];
type AccountRow = WireMessages['AccountPnLPositionUpdate'];

export interface MoneyParts<Mode extends AccountMode>
  extends Pick<VenueParts, 'now' | 'after' | 'monotonicMs'> {
  readonly plant: Pick<Plant, 'ask'>;
  readonly symbols: Pick<Symbols, 'idOf'>;
  onPositions(positions: readonly Position<Mode>[]): void;
  onBalances(balances: readonly Balance<Mode>[]): void;
  onStanding(standing: AccountStanding<Mode>): void;
}

/** What one account holds and is worth, as the P&L plant says: by pushes, and whole when it is asked. */
export class AccountMoney<Mode extends AccountMode> {
  readonly keeper: StandingKeeper<Mode>;
  readonly #account: RithmicAccount<Mode>;
  readonly #parts: MoneyParts<Mode>;
  readonly #positions = new Map<InstrumentId, Position<Mode>>();
  readonly #rows: SnapshotCollector<InstrumentId | undefined>;
  readonly #turns = new Turns();
  #balance: Balance<Mode> | undefined;

  constructor(account: RithmicAccount<Mode>, parts: MoneyParts<Mode>) {
    this.#account = account;
    this.#parts = parts;
    this.keeper = new StandingKeeper(account.key, account.currency);
    this.#rows = new SnapshotCollector(parts);
  }

  /** From now on every change is pushed. */
  async subscribe(): Promise<void> {
    await this.#parts.plant.ask('RequestPnLPositionUpdates', { ...fieldsOf(this.#account), request: 1 });
  }

  hearPosition(row: PositionRow): void {
    const { symbol, exchange } = row;
    const instrument =
      symbol === undefined || exchange === undefined
        ? undefined
        : this.#parts.symbols.idOf({ symbol, exchange });
    if (instrument === undefined) return;
    this.#rows.take(instrument);
    const before = this.#positions.get(instrument);
    const quantity = heldOf(row) ?? before?.quantity;
    if (quantity === undefined) return;
    const average =
      quantity === '0' ? undefined : (decimalOf(row.avg_open_fill_price) ?? before?.averagePrice);
    const position: Position<Mode> = {
      account: this.#account.key,
      instrument,
      quantity,
      ...(average === undefined ? {} : { averagePrice: average }),
      time: this.#timeOf(row),
    };
    const isNews = before?.quantity !== quantity || before.averagePrice !== position.averagePrice;
    this.#positions.set(instrument, position);
    if (isNews) this.#parts.onPositions([position]);
  }

  hearAccount(row: AccountRow): void {
    this.#rows.take(undefined);
    const isNews = this.keeper.takeAccount(row, this.#timeOf(row));
    if (!isNews) return;
    this.tellStanding();
    const balance = this.#newBalance();
    if (balance === undefined || JSON.stringify(balance) === JSON.stringify(this.#balance)) return;
    this.#balance = balance;
    this.#parts.onBalances([balance]);
  }

  tellStanding(): void {
    this.#parts.onStanding(this.standing());
  }

  standing(): AccountStanding<Mode> {
    return this.keeper.standing(this.#parts.now());
  }

  /** Asks for everything; what is not in the answer is flat. One question at a time. */
  refresh(signal?: AbortSignal): Promise<void> {
    return this.#turns.take('snapshot', async () => {
      const ask = () =>
        this.#parts.plant.ask(
          'RequestPnLPositionSnapshot',
          fieldsOf(this.#account),
          signal === undefined ? {} : { signal },
        );
      const listed = new Set(await this.#rows.collect(ask, signal));
      const gone = [...this.#positions.values()].filter(
        ({ instrument, quantity }) => quantity !== '0' && !listed.has(instrument),
      );
      const flat = gone.map(({ account, instrument }): Position<Mode> => {
        return { account, instrument, quantity: '0', time: this.#parts.now() };
      });
      for (const position of flat) this.#positions.set(position.instrument, position);
      if (flat.length > 0) this.#parts.onPositions(flat);
    });
  }

  /** All that are not flat, as last told. */
  holds(instrument: InstrumentId): boolean {
    return (this.#positions.get(instrument)?.quantity ?? '0') !== '0';
  }

  positions(): Position<Mode>[] {
    return [...this.#positions.values()].filter(({ quantity }) => quantity !== '0');
  }

  balances(): Balance<Mode>[] {
    const balance = this.#newBalance();
    return balance === undefined ? [] : [balance];
  }

  /** Everything held is the account's balance; what a new order may use is its buying power. */
  #newBalance(): Balance<Mode> | undefined {
    const { balance, cash, buyingPower } = this.standing();
    const total = balance ?? cash;
    return total === undefined
      ? undefined
      : { account: this.#account.key, total, available: buyingPower ?? total };
  }

  #timeOf(row: { readonly ssboe?: number | undefined; readonly usecs?: number | undefined }): EpochMs {
    return row.ssboe === undefined ? this.#parts.now() : msOf(stampOf(row));
  }
}

/** The net quantity, or what was bought less what was sold; undefined when the row tells neither. */
function heldOf({ net_quantity, buy_qty, sell_qty }: PositionRow): string | undefined {
  if (net_quantity !== undefined) return String(net_quantity);
  if (buy_qty === undefined && sell_qty === undefined) return undefined;
  return String((buy_qty ?? 0) - (sell_qty ?? 0));
}
