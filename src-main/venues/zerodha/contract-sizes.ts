/*
 * Commodity and currency contracts are counted in lots, and Zerodha's list does not say how much a lot is worth (its
 * `lot_size` is 1). These are money per one price unit and one lot. Positions carry the same number as `multiplier`; where
 * the two differ, the position's is right and the specification has changed.
 *
 * Sources, read 2026-11: Zerodha's support article “How can I trade commodity options” (lots of COPPER, CRUDEOIL,
 * CRUDEOILM, GOLD, GOLDM, NATURALGAS, NATGASMINI, SILVER, SILVERM, ZINC); Nivesh Academy's “MCX FNO Lot Size” of
 * 2023-10-12, which has every row below as multiplier. Gold is quoted per 10 g (GOLDGUINEA per 8 g, GOLDPETAL per 1 g),
 * base metals and silver per kg, which makes a kilogram of gold 100 and a tonne of zinc 1000.
 */
const commodities: Readonly<Record<string, string>> = {
  ALUMINI: '1000',
  ALUMINIUM: '5000',
  COPPER: '2500',
  CRUDEOIL: '100',
  CRUDEOILM: '10',
  GOLD: '100',
  GOLDGUINEA: '1',
  GOLDM: '10',
  GOLDPETAL: '1',
  LEAD: '5000',
  LEADMINI: '1000',
  NATGASMINI: '250',
  NATURALGAS: '1250',
  SILVER: '30',
  SILVERM: '5',
  SILVERMIC: '1',
  ZINC: '5000',
  ZINCMINI: '1000',
};

/**
 * A thousand units of the base currency; the yen is quoted by the hundred and counted by the hundred thousand: “Contract
 * Specifications - Futures & Options on INR pairs” of NSE, and BSE's of the same name, read 2026-11.
 */
const currencies: Readonly<Record<string, string>> = {
  USDINR: '1000',
  EURINR: '1000',
  GBPINR: '1000',
  JPYINR: '1000',
};

const byExchange: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  MCX: commodities,
  CDS: currencies,
  BCD: currencies,
};

/** Shares and their derivatives are counted one by one. Undefined where nobody says how much a lot is. */
export function contractSize(exchange: string, underlying: string): string | undefined {
  if (exchange === 'NCO') return undefined;
  const sizes = byExchange[exchange];
  return sizes === undefined ? '1' : sizes[underlying];
}

/** `GOLDPETAL` of `GOLDPETAL26DECFUT`, for lists that leave the name out. */
export function underlyingOf(tradingsymbol: string): string {
  return /^[A-Z&-]+/.exec(tradingsymbol)?.[0] ?? tradingsymbol;
}
