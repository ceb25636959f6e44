import type { Handwriting } from './frames.ts';

/** How the brokerage behaves; a test changes them at any moment. All of it has been seen at the real one. */
export interface Manners extends Handwriting {
  /** Older servers refuse messages without a length. */
  accepts: 'both' | 'prefixed';
  /** Order acknowledgements in one frame instead of a row and an end. */
  hasTerminalOnlyAcks: boolean;
  /** Something unasked comes between the rows of every list. */
  interleavesPushes: boolean;
  /** A message of an unknown template before every push, and enumerations with values that nobody knows. */
  sendsStrangers: boolean;
  /** Snapshots of orders trail the end of their list by so many ms. */
  snapshotsTrailMs: number;
  /** How long after the work a notification leaves. */
  notificationDelayMs: number;
  /** Every fill is told twice. */
  duplicatesFills: boolean;
  /** Fills leave so many ms after everything else of their order. */
  fillsTrailMs: number;
  /** Prices that a type of order does not have are −1 instead of absent. */
  hasSentinelPrices: boolean;
  /** Fill history leaves `fill_price` out and tells `price` alone. */
  leavesOutFillPrice: boolean;
  /** Rows that a replay sends before it stops and hands out a key; undefined for never. */
  cutsReplayAfter: number | undefined;
  refusesResume: boolean;
  /** An abandoned replay ends so late with “12 output inhibited”. */
  inhibitsAfterMs: number;
  /** Front months are not told, as in the hours of maintenance. */
  isInMaintenanceHours: boolean;
  /** Logins get no answer at all. */
  ignoresLogins: boolean;
  /** Two bars for the same minute, as the test system makes them. */
  doublesBars: boolean;
}

export function usualManners(): Manners {
  return {
    accepts: 'both',
    templateId: 'first',
    hasUnknownFields: false,
    hasTerminalOnlyAcks: false,
    interleavesPushes: false,
    sendsStrangers: false,
    snapshotsTrailMs: 0,
    notificationDelayMs: 0,
    duplicatesFills: false,
    fillsTrailMs: 0,
    hasSentinelPrices: false,
    leavesOutFillPrice: false,
    cutsReplayAfter: undefined,
    refusesResume: false,
    inhibitsAfterMs: 60_000,
    isInMaintenanceHours: false,
    ignoresLogins: false,
    doublesBars: false,
  };
}
