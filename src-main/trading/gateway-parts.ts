import type { AccountKey, AccountMode } from '../../src-shared/domain/account.ts';
import type { TradingRepository } from '../storage/trading-store.ts';
import type { Trading, TradingCapabilities } from '../venues/trading.ts';
import type { OrdersInHand } from './orders-in-hand.ts';
import type { TradingWorld } from './world.ts';

/** What sending through one connection stands on. */
export interface GatewayParts<Mode extends AccountMode> {
  readonly repository: TradingRepository;
  readonly trading: Trading<Mode>;
  /** Null where nothing may be sent. */
  readonly capabilities: TradingCapabilities | null;
  /** The saved connection orders go through. */
  readonly connection: string;
  readonly world: TradingWorld;
  /** Shared by all gateways: an account may pass from one to another while an order is on its way. */
  readonly inHand: OrdersInHand;
  /** Something about one of our orders was stored. */
  onChanged(account: AccountKey<Mode>): void;
  /** Asks for a snapshot soon. */
  askForReconciliation(account: AccountKey<Mode>): void;
}
