/** What becomes of a request that cannot be: its code and the server's words. */
export class RequestRefused extends Error {
  readonly code: string;

  constructor(code: string, text: string) {
    super(text);
    this.name = 'RequestRefused';
    this.code = code;
  }
}

export const misread = () => new RequestRefused('7', 'an error occurred while parsing data.');
export const bracketRefused = () =>
  new RequestRefused('1103', 'The bracket order management system rejected request');

/** Of an order. */
export const side = { buy: 1, sell: 2 } as const;
export const duration = { day: 1, gtc: 2, ioc: 3, fok: 4 } as const;
export const priceType = {
  limit: 1,
  market: 2,
  stopLimit: 3,
  stopMarket: 4,
  marketIfTouched: 5,
  limitIfTouched: 6,
} as const;

/** Of Rithmic's own notifications. */
export const processed = {
  orderReceived: 1,
  modifyReceived: 2,
  cancelReceived: 3,
  openPending: 4,
  modifyPending: 5,
  cancelPending: 6,
  orderAtGateway: 7,
  modifyAtGateway: 8,
  cancelAtGateway: 9,
  orderSent: 10,
  modifySent: 11,
  cancelSent: 12,
  open: 13,
  modified: 14,
  complete: 15,
  modificationFailed: 16,
  cancellationFailed: 17,
  triggerPending: 18,
  generic: 19,
  linkFailed: 20,
} as const;

/** Their words. */
export const processedWords: Readonly<Record<number, string>> = {
  1: 'Order received from client',
  2: 'Modify received from client',
  3: 'Cancel received from client',
  4: 'open pending',
  5: 'modify pending',
  6: 'cancel pending',
  7: 'order received by exch gateway',
  8: 'modify received by exch gateway',
  9: 'cancel received by exch gateway',
  10: 'order sent to exch',
  11: 'modify sent to exch',
  12: 'cancel sent to exch',
  13: 'open',
  14: 'modified',
  15: 'complete',
  16: 'modification failed',
  17: 'cancellation failed',
  18: 'trigger pending',
  19: 'generic',
  20: 'link orders failed',
};

/** Of the exchange's reports. */
export const reported = {
  status: 1,
  modify: 2,
  cancel: 3,
  trigger: 4,
  fill: 5,
  reject: 6,
  notModified: 7,
  notCancelled: 8,
  generic: 9,
} as const;

export const reportedWords: Readonly<Record<number, string>> = {
  1: 'status',
  2: 'modify',
  3: 'cancel',
  4: 'trigger',
  5: 'fill',
  6: 'reject',
  7: 'not modified',
  8: 'not cancelled',
  9: 'generic',
};
