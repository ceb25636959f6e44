// Written by scripts/build-proto.ts from proto/rithmic. Change that, not this, and run it again.

/** SysInfraType of RequestLogin. */
export const requestLoginSysInfraType = {
  TICKER_PLANT: 1,
  ORDER_PLANT: 2,
  HISTORY_PLANT: 3,
  PNL_PLANT: 4,
  REPOSITORY_PLANT: 5,
} as const;

/** PresenceBits of ResponseReferenceData. */
export const responseReferenceDataPresenceBits = {
  EXCHANGE_SYMBOL: 1,
  SYMBOL_NAME: 2,
  PRODUCT_CODE: 4,
  INSTRUMENT_TYPE: 8,
  UNDERLYING_SYMBOL: 16,
  EXPIRATION_DATE: 32,
  CURRENCY: 64,
  PUT_CALL_INDICATOR: 128,
  STRIKE_PRICE: 256,
  FPRICE_TO_QPRICE: 512,
  QPRICE_TO_FPRICE: 1024,
  MIN_QPRICE_CHANGE: 2048,
  MIN_FRPICE_CHANGE: 4096,
  SINGLE_POINT_VALUE: 8192,
  TICK_SIZE_TYPE: 16384,
  PRICE_DISPLAY_FORMAT: 32768,
  IS_TRADABLE: 65536,
  TRADING_SYMBOL: 131072,
  TRADING_EXCHANGE: 262144,
  IS_UNDERLYING_FOR_BINARY_CONTRACTS: 8388608,
} as const;

/** UpdateBits of RequestMarketDataUpdate. */
export const requestMarketDataUpdateUpdateBits = {
  LAST_TRADE: 1,
  BBO: 2,
  ORDER_BOOK: 4,
  OPEN: 8,
  OPENING_INDICATOR: 16,
  HIGH_LOW: 32,
  HIGH_BID_LOW_ASK: 64,
  CLOSE: 128,
  CLOSING_INDICATOR: 256,
  SETTLEMENT: 512,
  MARKET_MODE: 1024,
  OPEN_INTEREST: 2048,
  MARGIN_RATE: 4096,
  HIGH_PRICE_LIMIT: 8192,
  LOW_PRICE_LIMIT: 16384,
  PROJECTED_SETTLEMENT: 32768,
  ADJUSTED_CLOSE: 65536,
} as const;

/** Request of RequestMarketDataUpdate. */
export const requestMarketDataUpdateRequest = {
  SUBSCRIBE: 1,
  UNSUBSCRIBE: 2,
} as const;

/** PresenceBits of ResponseGetInstrumentByUnderlying. */
export const responseGetInstrumentByUnderlyingPresenceBits = {
  EXCHANGE_SYMBOL: 1,
  SYMBOL_NAME: 2,
  PRODUCT_CODE: 4,
  INSTRUMENT_TYPE: 8,
  UNDERLYING_SYMBOL: 16,
  EXPIRATION_DATE: 32,
  CURRENCY: 64,
  PUT_CALL_INDICATOR: 128,
  STRIKE_PRICE: 256,
  FPRICE_TO_QPRICE: 512,
  QPRICE_TO_FPRICE: 1024,
  MIN_QPRICE_CHANGE: 2048,
  MIN_FRPICE_CHANGE: 4096,
  SINGLE_POINT_VALUE: 8192,
  TICK_SIZE_TYPE: 16384,
  PRICE_DISPLAY_FORMAT: 32768,
} as const;

/** UpdateBits of RequestMarketDataUpdateByUnderlying. */
export const requestMarketDataUpdateByUnderlyingUpdateBits = {
  LAST_TRADE: 1,
  BBO: 2,
  ORDER_BOOK: 4,
  OPEN: 8,
  OPENING_INDICATOR: 16,
  HIGH_LOW: 32,
  HIGH_BID_LOW_ASK: 64,
  CLOSE: 128,
  CLOSING_INDICATOR: 256,
  SETTLEMENT: 512,
  MARKET_MODE: 1024,
  OPEN_INTEREST: 2048,
  MARGIN_RATE: 4096,
  HIGH_PRICE_LIMIT: 8192,
  LOW_PRICE_LIMIT: 16384,
  PROJECTED_SETTLEMENT: 32768,
} as const;

/** Request of RequestMarketDataUpdateByUnderlying. */
export const requestMarketDataUpdateByUnderlyingRequest = {
  SUBSCRIBE: 1,
  UNSUBSCRIBE: 2,
} as const;

/** PresenceBits of ResponseGiveTickSizeTypeTable. */
export const responseGiveTickSizeTypeTablePresenceBits = {
  TICK_SIZE_FIRST_PRICE: 1,
  TICK_SIZE_LAST_PRICE: 2,
  TICK_SIZE_FP_OPERATOR: 4,
  TICK_SIZE_LP_OPERATOR: 8,
} as const;

/** Pattern of RequestSearchSymbols. */
export const requestSearchSymbolsPattern = {
  EQUALS: 1,
  CONTAINS: 2,
} as const;

/** InstrumentType of RequestSearchSymbols. */
export const requestSearchSymbolsInstrumentType = {
  FUTURE: 1,
  FUTURE_OPTION: 2,
  FUTURE_STRATEGY: 3,
  EQUITY: 4,
  EQUITY_OPTION: 5,
  EQUITY_STRATEGY: 6,
  INDEX: 7,
  INDEX_OPTION: 8,
  SPREAD: 9,
  SYNTHETIC: 10,
} as const;

/** TransactionType of ResponseDepthByOrderSnapshot. */
export const responseDepthByOrderSnapshotTransactionType = {
  BUY: 1,
  SELL: 2,
} as const;

/** Request of RequestDepthByOrderUpdates. */
export const requestDepthByOrderUpdatesRequest = {
  SUBSCRIBE: 1,
  UNSUBSCRIBE: 2,
} as const;

/** PresenceBits of ResponseAuxilliaryReferenceData. */
export const responseAuxilliaryReferenceDataPresenceBits = {
  SETTLEMENT_METHOD: 1,
  FIRST_NOTICE_DATE: 2,
  LAST_NOTICE_DATE: 4,
  FIRST_TRADING_DATE: 8,
  LAST_TRADING_DATE: 16,
  FIRST_DELIVERY_DATE: 32,
  LAST_DELIVERY_DATE: 64,
  FIRST_POSITION_DATE: 128,
  LAST_POSITION_DATE: 256,
  UNIT_OF_MEASURE: 512,
  UNIT_OF_MEASURE_QTY: 1024,
} as const;

/** PresenceBits of LastTrade. */
export const lastTradePresenceBits = {
  LAST_TRADE: 1,
  NET_CHANGE: 2,
  PRECENT_CHANGE: 4,
  VOLUME: 8,
  VWAP: 16,
} as const;

/** TransactionType of LastTrade. */
export const lastTradeTransactionType = {
  BUY: 1,
  SELL: 2,
} as const;

/** PresenceBits of BestBidOffer. */
export const bestBidOfferPresenceBits = {
  BID: 1,
  ASK: 2,
  LEAN_PRICE: 4,
} as const;

/** PresenceBits of TradeStatistics. */
export const tradeStatisticsPresenceBits = {
  OPEN: 1,
  HIGH: 2,
  LOW: 4,
} as const;

/** PresenceBits of QuoteStatistics. */
export const quoteStatisticsPresenceBits = {
  HIGHEST_BID: 1,
  LOWEST_ASK: 2,
} as const;

/** PresenceBits of IndicatorPrices. */
export const indicatorPricesPresenceBits = {
  OPENING_INDICATOR: 1,
  CLOSING_INDICATOR: 2,
} as const;

/** PresenceBits of EndOfDayPrices. */
export const endOfDayPricesPresenceBits = {
  CLOSE: 1,
  SETTLEMENT: 2,
  PROJECTED_SETTLEMENT: 4,
  ADJUSTED_CLOSE: 8,
} as const;

/** PresenceBits of OrderBook. */
export const orderBookPresenceBits = {
  BID: 1,
  ASK: 2,
} as const;

/** UpdateType of OrderBook. */
export const orderBookUpdateType = {
  CLEAR_ORDER_BOOK: 1,
  NO_BOOK: 2,
  SNAPSHOT_IMAGE: 3,
  BEGIN: 4,
  MIDDLE: 5,
  END: 6,
  SOLO: 7,
} as const;

/** TransactionType of DepthByOrder. */
export const depthByOrderTransactionType = {
  BUY: 1,
  SELL: 2,
} as const;

/** UpdateType of DepthByOrder. */
export const depthByOrderUpdateType = {
  NEW: 1,
  CHANGE: 2,
  DELETE: 3,
} as const;

/** PresenceBits of OrderPriceLimits. */
export const orderPriceLimitsPresenceBits = {
  HIGH_PRICE_LIMIT: 1,
  LOW_PRICE_LIMIT: 2,
} as const;

/** BarType of RequestTimeBarUpdate. */
export const requestTimeBarUpdateBarType = {
  SECOND_BAR: 1,
  MINUTE_BAR: 2,
  DAILY_BAR: 3,
  WEEKLY_BAR: 4,
} as const;

/** Request of RequestTimeBarUpdate. */
export const requestTimeBarUpdateRequest = {
  SUBSCRIBE: 1,
  UNSUBSCRIBE: 2,
} as const;

/** BarType of RequestTimeBarReplay. */
export const requestTimeBarReplayBarType = {
  SECOND_BAR: 1,
  MINUTE_BAR: 2,
  DAILY_BAR: 3,
  WEEKLY_BAR: 4,
} as const;

/** Direction of RequestTimeBarReplay. */
export const requestTimeBarReplayDirection = {
  FIRST: 1,
  LAST: 2,
} as const;

/** TimeOrder of RequestTimeBarReplay. */
export const requestTimeBarReplayTimeOrder = {
  FORWARDS: 1,
  BACKWARDS: 2,
} as const;

/** BarType of ResponseTimeBarReplay. */
export const responseTimeBarReplayBarType = {
  SECOND_BAR: 1,
  MINUTE_BAR: 2,
  DAILY_BAR: 3,
  WEEKLY_BAR: 4,
} as const;

/** BarType of RequestTickBarUpdate. */
export const requestTickBarUpdateBarType = {
  TICK_BAR: 1,
  RANGE_BAR: 2,
  VOLUME_BAR: 3,
} as const;

/** BarSubType of RequestTickBarUpdate. */
export const requestTickBarUpdateBarSubType = {
  REGULAR: 1,
  CUSTOM: 2,
} as const;

/** Request of RequestTickBarUpdate. */
export const requestTickBarUpdateRequest = {
  SUBSCRIBE: 1,
  UNSUBSCRIBE: 2,
} as const;

/** BarType of RequestTickBarReplay. */
export const requestTickBarReplayBarType = {
  TICK_BAR: 1,
  RANGE_BAR: 2,
  VOLUME_BAR: 3,
} as const;

/** BarSubType of RequestTickBarReplay. */
export const requestTickBarReplayBarSubType = {
  REGULAR: 1,
  CUSTOM: 2,
} as const;

/** Direction of RequestTickBarReplay. */
export const requestTickBarReplayDirection = {
  FIRST: 1,
  LAST: 2,
} as const;

/** TimeOrder of RequestTickBarReplay. */
export const requestTickBarReplayTimeOrder = {
  FORWARDS: 1,
  BACKWARDS: 2,
} as const;

/** BarType of ResponseTickBarReplay. */
export const responseTickBarReplayBarType = {
  TICK_BAR: 1,
  RANGE_BAR: 2,
  VOLUME_BAR: 3,
} as const;

/** BarSubType of ResponseTickBarReplay. */
export const responseTickBarReplayBarSubType = {
  REGULAR: 1,
  CUSTOM: 2,
} as const;

/** BarType of TimeBar. */
export const timeBarBarType = {
  SECOND_BAR: 1,
  MINUTE_BAR: 2,
  DAILY_BAR: 3,
  WEEKLY_BAR: 4,
} as const;

/** BarType of TickBar. */
export const tickBarBarType = {
  TICK_BAR: 1,
  RANGE_BAR: 2,
  VOLUME_BAR: 3,
} as const;

/** BarSubType of TickBar. */
export const tickBarBarSubType = {
  REGULAR: 1,
  CUSTOM: 2,
} as const;

/** UserType of ResponseLoginInfo. */
export const responseLoginInfoUserType = {
  USER_TYPE_ADMIN: 0,
  USER_TYPE_FCM: 1,
  USER_TYPE_IB: 2,
  USER_TYPE_TRADER: 3,
} as const;

/** UserType of RequestAccountList. */
export const requestAccountListUserType = {
  USER_TYPE_FCM: 1,
  USER_TYPE_IB: 2,
  USER_TYPE_TRADER: 3,
} as const;

/** UserType of RequestAccountRmsInfo. */
export const requestAccountRmsInfoUserType = {
  USER_TYPE_FCM: 1,
  USER_TYPE_IB: 2,
  USER_TYPE_TRADER: 3,
} as const;

/** PresenceBits of ResponseAccountRmsInfo. */
export const responseAccountRmsInfoPresenceBits = {
  BUY_LIMIT: 1,
  SELL_LIMIT: 2,
  LOSS_LIMIT: 4,
  MAX_ORDER_QUANTITY: 8,
  MIN_ACCOUNT_BALANCE: 16,
  MIN_MARGIN_BALANCE: 32,
  ALGORITHM: 64,
  STATUS: 128,
  CURRENCY: 256,
  DEFAULT_COMMISSION: 512,
} as const;

/** AutoLiquidateFlag of ResponseAccountRmsInfo. */
export const responseAccountRmsInfoAutoLiquidateFlag = {
  ENABLED: 1,
  DISABLED: 2,
} as const;

/** PresenceBits of ResponseProductRmsInfo. */
export const responseProductRmsInfoPresenceBits = {
  BUY_LIMIT: 1,
  SELL_LIMIT: 2,
  LOSS_LIMIT: 4,
  MAX_ORDER_QUANTITY: 8,
  BUY_MARGIN_RATE: 16,
  SELL_MARGIN_RATE: 32,
  COMMISSION_FILL_RATE: 64,
} as const;

/** TransactionType of RequestNewOrder. */
export const requestNewOrderTransactionType = {
  BUY: 1,
  SELL: 2,
} as const;

/** OrderPlacement of RequestNewOrder. */
export const requestNewOrderOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** Duration of RequestNewOrder. */
export const requestNewOrderDuration = {
  DAY: 1,
  GTC: 2,
  IOC: 3,
  FOK: 4,
} as const;

/** Not the same set in every message. */
export const requestNewOrderPriceType = {
  LIMIT: 1,
  MARKET: 2,
  STOP_LIMIT: 3,
  STOP_MARKET: 4,
  MARKET_IF_TOUCHED: 5,
  LIMIT_IF_TOUCHED: 6,
} as const;

/** PriceField of RequestNewOrder. */
export const requestNewOrderPriceField = {
  BID_PRICE: 1,
  OFFER_PRICE: 2,
  TRADE_PRICE: 3,
  LEAN_PRICE: 4,
} as const;

/** Condition of RequestNewOrder. */
export const requestNewOrderCondition = {
  EQUAL_TO: 1,
  NOT_EQUAL_TO: 2,
  GREATER_THAN: 3,
  GREATER_THAN_EQUAL_TO: 4,
  LESSER_THAN: 5,
  LESSER_THAN_EQUAL_TO: 6,
} as const;

/** Not the same set in every message. */
export const requestModifyOrderPriceType = {
  LIMIT: 1,
  MARKET: 2,
  STOP_LIMIT: 3,
  STOP_MARKET: 4,
  MARKET_IF_TOUCHED: 5,
  LIMIT_IF_TOUCHED: 6,
} as const;

/** PriceField of RequestModifyOrder. */
export const requestModifyOrderPriceField = {
  BID_PRICE: 1,
  OFFER_PRICE: 2,
  TRADE_PRICE: 3,
  LEAN_PRICE: 4,
} as const;

/** Condition of RequestModifyOrder. */
export const requestModifyOrderCondition = {
  EQUAL_TO: 1,
  NOT_EQUAL_TO: 2,
  GREATER_THAN: 3,
  GREATER_THAN_EQUAL_TO: 4,
  LESSER_THAN: 5,
  LESSER_THAN_EQUAL_TO: 6,
} as const;

/** OrderPlacement of RequestModifyOrder. */
export const requestModifyOrderOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** OrderPlacement of RequestCancelOrder. */
export const requestCancelOrderOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** TransactionType of RequestOCOOrder. */
export const requestOCOOrderTransactionType = {
  BUY: 1,
  SELL: 2,
} as const;

/** Duration of RequestOCOOrder. */
export const requestOCOOrderDuration = {
  DAY: 1,
  GTC: 2,
  IOC: 3,
  FOK: 4,
} as const;

/** Not the same set in every message. */
export const requestOCOOrderPriceType = {
  LIMIT: 1,
  MARKET: 2,
  STOP_LIMIT: 3,
  STOP_MARKET: 4,
} as const;

/** OrderPlacement of RequestOCOOrder. */
export const requestOCOOrderOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** UserType of RequestBracketOrder. */
export const requestBracketOrderUserType = {
  USER_TYPE_ADMIN: 0,
  USER_TYPE_FCM: 1,
  USER_TYPE_IB: 2,
  USER_TYPE_TRADER: 3,
} as const;

/** BracketType of RequestBracketOrder. */
export const requestBracketOrderBracketType = {
  STOP_ONLY: 1,
  TARGET_ONLY: 2,
  TARGET_AND_STOP: 3,
  STOP_ONLY_STATIC: 4,
  TARGET_ONLY_STATIC: 5,
  TARGET_AND_STOP_STATIC: 6,
} as const;

/** TransactionType of RequestBracketOrder. */
export const requestBracketOrderTransactionType = {
  BUY: 1,
  SELL: 2,
} as const;

/** Duration of RequestBracketOrder. */
export const requestBracketOrderDuration = {
  DAY: 1,
  GTC: 2,
  IOC: 3,
  FOK: 4,
} as const;

/** Not the same set in every message. */
export const requestBracketOrderPriceType = {
  LIMIT: 1,
  MARKET: 2,
  STOP_LIMIT: 3,
  STOP_MARKET: 4,
  MARKET_IF_TOUCHED: 5,
  LIMIT_IF_TOUCHED: 6,
} as const;

/** OrderPlacement of RequestBracketOrder. */
export const requestBracketOrderOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** PriceField of RequestBracketOrder. */
export const requestBracketOrderPriceField = {
  BID_PRICE: 1,
  OFFER_PRICE: 2,
  TRADE_PRICE: 3,
  LEAN_PRICE: 4,
} as const;

/** Condition of RequestBracketOrder. */
export const requestBracketOrderCondition = {
  EQUAL_TO: 1,
  NOT_EQUAL_TO: 2,
  GREATER_THAN: 3,
  GREATER_THAN_EQUAL_TO: 4,
  LESSER_THAN: 5,
  LESSER_THAN_EQUAL_TO: 6,
} as const;

/** EntitlementFlag of ResponseListExchangePermissions. */
export const responseListExchangePermissionsEntitlementFlag = {
  ENABLED: 1,
  DISABLED: 2,
} as const;

/** OrderPlacement of RequestCancelAllOrders. */
export const requestCancelAllOrdersOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** UserType of RequestCancelAllOrders. */
export const requestCancelAllOrdersUserType = {
  USER_TYPE_ADMIN: 0,
  USER_TYPE_FCM: 1,
  USER_TYPE_IB: 2,
  USER_TYPE_TRADER: 3,
} as const;

/** Request of RequestEasyToBorrowList. */
export const requestEasyToBorrowListRequest = {
  SUBSCRIBE: 1,
  UNSUBSCRIBE: 2,
} as const;

/** NotifyType of RithmicOrderNotification. */
export const rithmicOrderNotificationNotifyType = {
  ORDER_RCVD_FROM_CLNT: 1,
  MODIFY_RCVD_FROM_CLNT: 2,
  CANCEL_RCVD_FROM_CLNT: 3,
  OPEN_PENDING: 4,
  MODIFY_PENDING: 5,
  CANCEL_PENDING: 6,
  ORDER_RCVD_BY_EXCH_GTWY: 7,
  MODIFY_RCVD_BY_EXCH_GTWY: 8,
  CANCEL_RCVD_BY_EXCH_GTWY: 9,
  ORDER_SENT_TO_EXCH: 10,
  MODIFY_SENT_TO_EXCH: 11,
  CANCEL_SENT_TO_EXCH: 12,
  OPEN: 13,
  MODIFIED: 14,
  COMPLETE: 15,
  MODIFICATION_FAILED: 16,
  CANCELLATION_FAILED: 17,
  TRIGGER_PENDING: 18,
  GENERIC: 19,
  LINK_ORDERS_FAILED: 20,
} as const;

/** TransactionType of RithmicOrderNotification. */
export const rithmicOrderNotificationTransactionType = {
  BUY: 1,
  SELL: 2,
  SS: 3,
} as const;

/** Duration of RithmicOrderNotification. */
export const rithmicOrderNotificationDuration = {
  DAY: 1,
  GTC: 2,
  IOC: 3,
  FOK: 4,
} as const;

/** Not the same set in every message. */
export const rithmicOrderNotificationPriceType = {
  LIMIT: 1,
  MARKET: 2,
  STOP_LIMIT: 3,
  STOP_MARKET: 4,
} as const;

/** BracketType of RithmicOrderNotification. */
export const rithmicOrderNotificationBracketType = {
  STOP_ONLY: 1,
  TARGET_ONLY: 2,
  TARGET_AND_STOP: 3,
  STOP_ONLY_STATIC: 4,
  TARGET_ONLY_STATIC: 5,
  TARGET_AND_STOP_STATIC: 6,
} as const;

/** OrderPlacement of RithmicOrderNotification. */
export const rithmicOrderNotificationOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** NotifyType of ExchangeOrderNotification. */
export const exchangeOrderNotificationNotifyType = {
  STATUS: 1,
  MODIFY: 2,
  CANCEL: 3,
  TRIGGER: 4,
  FILL: 5,
  REJECT: 6,
  NOT_MODIFIED: 7,
  NOT_CANCELLED: 8,
  GENERIC: 9,
} as const;

/** TransactionType of ExchangeOrderNotification. */
export const exchangeOrderNotificationTransactionType = {
  BUY: 1,
  SELL: 2,
  SS: 3,
} as const;

/** Duration of ExchangeOrderNotification. */
export const exchangeOrderNotificationDuration = {
  DAY: 1,
  GTC: 2,
  IOC: 3,
  FOK: 4,
} as const;

/** Not the same set in every message. */
export const exchangeOrderNotificationPriceType = {
  LIMIT: 1,
  MARKET: 2,
  STOP_LIMIT: 3,
  STOP_MARKET: 4,
} as const;

/** BracketType of ExchangeOrderNotification. */
export const exchangeOrderNotificationBracketType = {
  STOP_ONLY: 1,
  TARGET_ONLY: 2,
  TARGET_AND_STOP: 3,
  STOP_ONLY_STATIC: 4,
  TARGET_ONLY_STATIC: 5,
  TARGET_AND_STOP_STATIC: 6,
} as const;

/** OrderPlacement of ExchangeOrderNotification. */
export const exchangeOrderNotificationOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** UpdateBits of AccountRmsUpdates. */
export const accountRmsUpdatesUpdateBits = {
  AUTO_LIQ_THRESHOLD_CURRENT_VALUE: 1,
} as const;

/** Request of RequestPnLPositionUpdates. */
export const requestPnLPositionUpdatesRequest = {
  SUBSCRIBE: 1,
  UNSUBSCRIBE: 2,
} as const;

/** OrderPlacement of RequestExitPosition. */
export const requestExitPositionOrderPlacement = {
  MANUAL: 1,
  AUTO: 2,
} as const;

/** UpdateBits of RequestAccountRmsUpdates. */
export const requestAccountRmsUpdatesUpdateBits = {
  AUTO_LIQ_THRESHOLD_CURRENT_VALUE: 1,
} as const;
