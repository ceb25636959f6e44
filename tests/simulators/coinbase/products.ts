import { readFileSync } from 'node:fs';
import { type Amount, plain, zero } from '../exchange/decimal.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { aliases, type CoinbaseMarket, canonicalOf, delisted, markets } from './markets.ts';
import { quotientText } from './wire-text.ts';

/** What the venue may set on a product beside the state of its market. */
export interface ProductFlags {
  limit_only: boolean;
  post_only: boolean;
  view_only: boolean;
  is_disabled: boolean;
}

const day = 86_400_000;
const noFlags: ProductFlags = { limit_only: false, post_only: false, view_only: false, is_disabled: false };

interface Recording {
  payload: { products: Record<string, unknown>[] };
}

/** Futures are listed as recorded; they do not trade here. */
const futures = (
  JSON.parse(
    readFileSync(new URL('./fixtures/rest-products-future.json', import.meta.url), 'utf8'),
  ) as Recording
).payload.products;

export interface Product {
  id: string;
  canonical: string;
  market: CoinbaseMarket;
  /** The currency that pays when buying, and is received when selling. */
  wallet: string;
  base: string;
}

/** All products with their flags. Aliases have their own row and share the rest. */
export class ProductBoard {
  private readonly exchange: Exchange;
  private readonly flags = new Map<string, ProductFlags>();
  private readonly listeners = new Set<(productId: string) => void>();

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  /** Tradable ones only. */
  find(productId: string): Product | undefined {
    const canonical = canonicalOf(productId);
    const market = markets.find(({ symbol }) => symbol === canonical);
    if (market === undefined) return undefined;
    const wallet = aliases.get(productId)?.wallet ?? market.quote;
    return { id: productId, canonical, market, wallet, base: market.base };
  }

  flagsOf(productId: string): ProductFlags {
    return this.flags.get(canonicalOf(productId)) ?? noFlags;
  }

  setFlags(productId: string, flags: Partial<ProductFlags>): void {
    this.flags.set(canonicalOf(productId), { ...this.flagsOf(productId), ...flags });
    for (const listener of this.listeners) listener(canonicalOf(productId));
  }

  onFlags(listener: (productId: string) => void): void {
    this.listeners.add(listener);
  }

  isTrading(productId: string): boolean {
    const { view_only, is_disabled } = this.flagsOf(productId);
    return !view_only && !is_disabled && this.exchange.market(canonicalOf(productId)).state !== 'halted';
  }

  ids(): string[] {
    return [...markets.map(({ symbol }) => symbol), ...aliases.keys()];
  }

  /** As `/products/{id}` shows it; undefined where there is no such product. */
  row(productId: string): object | undefined {
    if (productId === delisted) return this.delistedRow();
    const future = futures.find(({ product_id }) => product_id === productId);
    if (future !== undefined) return future;
    const product = this.find(productId);
    return product === undefined ? undefined : this.spotRow(product);
  }

  rows(type: string | null): object[] {
    const spot = type === 'FUTURE' ? [] : [...this.ids(), delisted];
    const rows = spot.flatMap((id) => this.row(id) ?? []);
    return type === 'SPOT' ? rows : [...rows, ...futures];
  }

  private spotRow({ id, canonical, market, wallet }: Product): object {
    const engine = this.exchange.market(canonical);
    const now = this.exchange.clock.now();
    const today = engine.tape.summary(now - day, now);
    const before = engine.tape.summary(now - 2 * day, now - day);
    const volume = today?.volume ?? zero;
    const change = today === undefined ? zero : percent(engine.lastPrice.minus(today.open), today.open);
    const volumeBefore = before?.volume ?? zero;
    const flags = this.flagsOf(canonical);
    return {
      ...fixedMembers(id, market, wallet),
      price: plain(engine.lastPrice),
      price_percentage_change_24h: quotientText(change),
      volume_24h: plain(volume),
      volume_percentage_change_24h: quotientText(percent(volume.minus(volumeBefore), volumeBefore)),
      ...flags,
      cancel_only: engine.state === 'cancel-only',
      trading_disabled: engine.state === 'halted',
      approximate_quote_24h_volume: plain((today?.quoteVolume ?? zero).toDecimalPlaces(2)),
    };
  }

  private delistedRow(): object {
    const [model] = markets;
    if (model === undefined) throw new Error('There are no markets.');
    return {
      ...fixedMembers(delisted, { ...model, symbol: delisted, base: 'OLD', baseName: 'Old Coin' }),
      price: '',
      price_percentage_change_24h: '',
      volume_24h: '',
      volume_percentage_change_24h: '',
      ...noFlags,
      is_disabled: true,
      view_only: true,
      cancel_only: false,
      trading_disabled: true,
      status: 'delisted',
      approximate_quote_24h_volume: '',
    };
  }
}

function percent(part: Amount, whole: Amount): Amount {
  return whole.isZero() ? zero : part.times(100).dividedBy(whole);
}

function fixedMembers(id: string, market: CoinbaseMarket, wallet = market.quote): object {
  return {
    product_id: id,
    base_increment: market.baseIncrement,
    quote_increment: market.quoteIncrement,
    quote_min_size: market.quoteMinSize,
    quote_max_size: market.quoteMaxSize,
    base_min_size: market.baseMinSize,
    base_max_size: market.baseMaxSize,
    base_name: market.baseName,
    quote_name: wallet === market.quote ? market.quoteName : wallet,
    watched: false,
    new: false,
    status: 'online',
    auction_mode: false,
    product_type: 'SPOT',
    quote_currency_id: wallet,
    base_currency_id: market.base,
    fcm_trading_session_details: null,
    mid_market_price: '',
    alias: aliases.get(id)?.canonical ?? '',
    alias_to: [...aliases].filter(([, { canonical }]) => canonical === id).map(([alias]) => alias),
    base_display_symbol: market.base,
    quote_display_symbol: market.quote,
    price_increment: market.priceIncrement,
    display_name: id,
    product_venue: 'CBE',
    new_at: '2023-01-01T00:00:00Z',
    market_cap: '',
    base_cbrn: '',
    quote_cbrn: '',
    product_cbrn: '',
    icon_color: '',
    icon_url: '',
    display_name_overwrite: '',
    is_alpha_testing: false,
    about_description: '',
    best_bid_price: '',
    best_ask_price: '',
  };
}
