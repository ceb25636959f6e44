import type { TradingCapabilities } from '../../src-main/venues/trading.ts';
import type { Sitting, TradingStage } from './trading-sitting.ts';

export interface TradingCase {
  readonly id: string;
  readonly sentence: string;
  run(sitting: Sitting): Promise<void>;
  /** Why it does not apply, by what the venue says it can do. */
  skip?(capabilities: TradingCapabilities, stage: TradingStage): string | undefined;
}
