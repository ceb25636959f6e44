import type { AccountMode } from '../../../../src-shared/domain/account.ts';
import type { TradingCapabilities } from '../../trading.ts';
import { definiteRefusals } from './refusals.ts';

/** Rithmic takes lists of any length; nobody has shown that it handles long ones. */
export const mostBracketLegs = 6;

export function tradingCapabilities(mode: AccountMode): TradingCapabilities {
  return {
    mode,
    // It keeps `user_tag` as it is and does not ask whether it was used before; these are sure to come back unchanged.
    clientOrderId: { alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789', maxLength: 20 },
    orderTypes: ['market', 'limit', 'stop', 'stop-limit', 'if-touched', 'limit-if-touched'],
    timesInForce: ['day', 'gtc', 'ioc', 'fok'],
    canPostOnly: false,
    canReduceOnly: false,
    oco: 'full',
    bracket: { mostLegs: mostBracketLegs, canTrail: true, canBreakEven: true },
    canTrail: true,
    canExitPosition: true,
    hasStandings: true,
    orderOptions: [],
    changeable: ['quantity-down', 'quantity-up', 'limit-price', 'trigger-price'],
    hasSendDeadline: false,
    longestDeadManMs: null,
    hasPositions: true,
    tradeIdsRestartDaily: true,
    definiteRefusals,
  };
}
