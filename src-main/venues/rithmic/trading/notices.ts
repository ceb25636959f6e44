import type { WireMessages } from '../wire/codec.ts';

/** What Rithmic's own processing says of an order (351). */
export type RithmicNotice = WireMessages['RithmicOrderNotification'];
/** What the exchange says of it (352). */
export type ExchangeNotice = WireMessages['ExchangeOrderNotification'];

/** One of the two streams that tell an order's life. */
export type OrderNotice =
  | { readonly name: 'RithmicOrderNotification'; readonly fields: RithmicNotice }
  | { readonly name: 'ExchangeOrderNotification'; readonly fields: ExchangeNotice };
