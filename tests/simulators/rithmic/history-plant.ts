import type { MarketTrade } from '../exchange/orders.ts';
import {
  type ActivityBar,
  ActivityBuilder,
  activityBars,
  barType,
  intervalOf,
  type TimeBar,
  timeBars,
} from './bars.ts';
import type { Client, Request } from './client.ts';
import { type Fields, number, text } from './fields.ts';
import type { Floor } from './floor.ts';
import type { Contract } from './markets.ts';
import { Replays } from './replays.ts';
import { tradingDayOf } from './trading-day.ts';
import { volumeProfile } from './volume-profile.ts';

const unsubscribe = 2;
const backwards = 2;
const last = 2;

interface LiveTimeBars {
  readonly client: Client;
  readonly contract: Contract;
  readonly type: number;
  readonly period: number;
}

interface LiveActivityBars {
  readonly client: Client;
  readonly contract: Contract;
  readonly fields: Fields;
  builder: ActivityBuilder;
  nextDay: number;
}

/** Bars of the past and bars as they close. */
export class HistoryPlant {
  /** Rows of one answer without `resume_bars`. */
  readonly replays: Replays;
  private readonly floor: Floor;
  private readonly timeBars = new Map<string, LiveTimeBars & { stop: () => void }>();
  private readonly activityBars = new Map<string, LiveActivityBars>();

  constructor(floor: Floor, rowLimit: number) {
    this.floor = floor;
    this.replays = new Replays(floor, rowLimit);
    floor.exchange.onEvent((event) => {
      if (event.type === 'trade') this.grow(event.market, event.trade);
    });
  }

  handle(client: Client, request: Request): boolean {
    switch (request.name) {
      case 'RequestTimeBarReplay':
        this.replayTimeBars(client, request);
        return true;
      case 'RequestTickBarReplay':
        this.replayActivityBars(client, request);
        return true;
      case 'RequestVolumeProfileMinuteBars':
        this.replayProfiles(client, request);
        return true;
      case 'RequestResumeBars':
        this.replays.resume(client, request);
        return true;
      case 'RequestTimeBarUpdate':
        this.wantTimeBars(client, request);
        return true;
      case 'RequestTickBarUpdate':
        this.wantActivityBars(client, request);
        return true;
      default:
        return false;
    }
  }

  private replayTimeBars(client: Client, request: Request): void {
    const asked = this.asked(client, request);
    if (asked === undefined) return;
    const { contract, window } = asked;
    const type = number(request.fields, 'bar_type') ?? 0;
    const period = number(request.fields, 'bar_type_period') ?? 0;
    if (intervalOf(type, period) === undefined) {
      this.misread(client, request);
      return;
    }
    const now = this.floor.exchange.clock.now();
    const { tape } = this.floor.exchange.market(contract.symbol);
    const bars = timeBars(tape, type, period, window, now);
    const rows = chosen(bars, request.fields).flatMap((bar) => {
      const row = timeBarFields(contract, type, String(period), bar);
      // Two different bars for one minute, the right one last.
      const other = { ...row, close_price: bar.open.toNumber(), volume: BigInt(1) };
      return this.floor.manners.doublesBars && type === barType.minute ? [other, row] : [row];
    });
    this.replays.send(client, request, rows);
  }

  private replayActivityBars(client: Client, request: Request): void {
    const asked = this.asked(client, request);
    if (asked === undefined) return;
    const { contract, window } = asked;
    const builder = this.builderOf(contract, request.fields);
    if (builder === undefined) {
      this.misread(client, request);
      return;
    }
    const { tape } = this.floor.exchange.market(contract.symbol);
    const make = () => this.builderOf(contract, request.fields) ?? builder;
    const bars = chosen(activityBars(tape, make, window), request.fields);
    const isForwards = number(request.fields, 'time_order') !== backwards;
    const rows = bars.map((bar, index) => {
      const row = this.activityFields(contract, request.fields, bar);
      const isFirst = isForwards && index === 0;
      const [, closeSecond = 0] = row.data_bar_ssboe;
      const [, closeMicros = 0] = row.data_bar_usecs;
      // The first one opens with what was asked for, not with its first trade.
      return isFirst
        ? { ...row, data_bar_ssboe: [window.from, closeSecond], data_bar_usecs: [0, closeMicros] }
        : row;
    });
    this.replays.send(client, request, rows);
  }

  private replayProfiles(client: Client, request: Request): void {
    const asked = this.asked(client, request);
    if (asked === undefined) return;
    const { contract, window } = asked;
    const period = number(request.fields, 'bar_type_period') ?? 0;
    if (intervalOf(barType.minute, period) === undefined) {
      this.misread(client, request);
      return;
    }
    const { tape } = this.floor.exchange.market(contract.symbol);
    const bars = timeBars(tape, barType.minute, period, window, this.floor.exchange.clock.now());
    const rows = bars.map((bar) => ({
      ...withoutType(timeBarFields(contract, barType.minute, String(period), bar)),
      ...volumeProfile(tape, bar.openTime, bar.closesAt),
    }));
    this.replays.send(client, request, rows);
  }

  private wantTimeBars(client: Client, request: Request): void {
    const { fields } = request;
    const contract = this.contractOf(fields);
    const type = number(fields, 'bar_type') ?? 0;
    const period = number(fields, 'bar_type_period') ?? 0;
    if (contract === undefined) {
      client.refuse(request, '7', 'no data');
      return;
    }
    const interval = intervalOf(type, period);
    if (interval === undefined) {
      this.misread(client, request);
      return;
    }
    const key = `${client.line.id} ${contract.symbol} ${type} ${period}`;
    this.timeBars.get(key)?.stop();
    this.timeBars.delete(key);
    client.answer(request);
    if (number(fields, 'request') === unsubscribe) return;
    const wanted: LiveTimeBars & { stop: () => void } = {
      client,
      contract,
      type,
      period,
      stop: () => undefined,
    };
    this.timeBars.set(key, wanted);
    const plan = (from: number) => {
      const now = this.floor.exchange.clock.now();
      const boundary = interval.nextOpen(from);
      wanted.stop = this.floor.world.after(Math.max(1, boundary - now), () => {
        if (this.floor.exchange.clock.now() < boundary) {
          plan(from);
          return;
        }
        this.pushBar(wanted, from);
        plan(boundary);
      });
    };
    plan(interval.openOf(this.floor.exchange.clock.now()));
    client.onGone(() => {
      wanted.stop();
      this.timeBars.delete(key);
    });
  }

  private pushBar({ client, contract, type, period }: LiveTimeBars, openTime: number): void {
    const { tape } = this.floor.exchange.market(contract.symbol);
    const interval = intervalOf(type, period);
    if (interval === undefined) return;
    const [candle] = tape.candles(interval, { from: openTime, to: openTime, limit: 1 });
    if (candle === undefined || candle.trades === 0) return;
    const closesAt = interval.nextOpen(openTime);
    const day = tradingDayOf(openTime);
    const marker = type === barType.daily || type === barType.weekly ? day.date : closesAt / 1000;
    // Minutes are told in seconds here, unlike in answers.
    const told = type === barType.minute ? period * 60 : period;
    const row = timeBarFields(contract, type, String(told), { ...candle, closesAt, marker });
    if (this.floor.manners.doublesBars) {
      client.push('TimeBar', { ...row, close_price: candle.open.toNumber(), volume: BigInt(1) });
    }
    client.push('TimeBar', row);
  }

  private wantActivityBars(client: Client, request: Request): void {
    const { fields } = request;
    const contract = this.contractOf(fields);
    if (contract === undefined) {
      client.refuse(request, '7', 'no data');
      return;
    }
    const builder = this.builderOf(contract, fields);
    if (builder === undefined) {
      this.misread(client, request);
      return;
    }
    const type = number(fields, 'bar_type') ?? 0;
    const key = `${client.line.id} ${contract.symbol} ${type} ${text(fields, 'bar_type_specifier')}`;
    this.activityBars.delete(key);
    client.answer(request);
    if (number(fields, 'request') === unsubscribe) return;
    const now = this.floor.exchange.clock.now();
    const day = tradingDayOf(now);
    const { tape } = this.floor.exchange.market(contract.symbol);
    for (const trade of tape.trades.slice(tape.indexAt(day.open))) builder.add(trade);
    this.activityBars.set(key, { client, contract, fields, builder, nextDay: day.next });
    client.onGone(() => this.activityBars.delete(key));
  }

  private grow(market: string, trade: MarketTrade): void {
    for (const wanted of this.activityBars.values()) {
      if (wanted.contract.symbol !== market) continue;
      if (trade.at >= wanted.nextDay) {
        wanted.builder = this.builderOf(wanted.contract, wanted.fields) ?? wanted.builder;
        wanted.nextDay = tradingDayOf(trade.at).next;
      }
      const bar = wanted.builder.add(trade);
      if (bar !== undefined) {
        wanted.client.push('TickBar', this.activityFields(wanted.contract, wanted.fields, bar));
      }
    }
  }

  private builderOf(contract: Contract, fields: Fields): ActivityBuilder | undefined {
    const type = number(fields, 'bar_type') ?? 0;
    const size = Number(text(fields, 'bar_type_specifier'));
    const isSubTypeKnown = [1, 2].includes(number(fields, 'bar_sub_type') ?? 0);
    if (![1, 2, 3].includes(type) || !isSubTypeKnown || !Number.isInteger(size) || size < 1) return undefined;
    return new ActivityBuilder(type, size, Number(contract.tick));
  }

  private activityFields(contract: Contract, asked: Fields, bar: ActivityBar) {
    const open = this.floor.stamps.of(contract.symbol, bar.first);
    const close = this.floor.stamps.of(contract.symbol, bar.last);
    return {
      symbol: contract.symbol,
      exchange: contract.exchange,
      type: number(asked, 'bar_type'),
      sub_type: number(asked, 'bar_sub_type'),
      type_specifier: text(asked, 'bar_type_specifier'),
      data_bar_seq_num: [String(bar.first.id), String(bar.last.id)],
      num_trades: BigInt(bar.trades),
      volume: BigInt(bar.volume),
      bid_volume: BigInt(bar.volume - bar.takerBuyVolume),
      ask_volume: BigInt(bar.takerBuyVolume),
      open_price: bar.open,
      close_price: bar.close,
      high_price: bar.high,
      low_price: bar.low,
      data_bar_ssboe: [open.ssboe, close.ssboe],
      data_bar_usecs: [open.usecs, close.usecs],
    };
  }

  private asked(
    client: Client,
    request: Request,
  ): { contract: Contract; window: { from: number; to: number } } | undefined {
    const { fields } = request;
    const contract = this.contractOf(fields);
    const from = number(fields, 'start_index');
    const to = number(fields, 'finish_index');
    if (contract === undefined) client.refuse(request, '7', 'no data');
    else if (from === undefined || to === undefined) this.misread(client, request);
    else return { contract, window: { from, to } };
    return undefined;
  }

  private contractOf(fields: Fields): Contract | undefined {
    return this.floor.listing.find(text(fields, 'symbol'), text(fields, 'exchange'));
  }

  private misread(client: Client, request: Request): void {
    client.refuse(request, '7', 'an error occurred while parsing data.');
  }
}

/** The count from the end that was asked for, in the order that was asked for. */
function chosen<T>(bars: readonly T[], fields: Fields): T[] {
  const most = number(fields, 'user_max_count') ?? 0;
  const isLast = number(fields, 'direction') === last;
  const some = most > 0 ? (isLast ? bars.slice(-most) : bars.slice(0, most)) : [...bars];
  return number(fields, 'time_order') === backwards ? some.reverse() : some;
}

function timeBarFields(contract: Contract, type: number, period: string, bar: TimeBar): Fields {
  return {
    symbol: contract.symbol,
    exchange: contract.exchange,
    type,
    period,
    marker: bar.marker,
    num_trades: BigInt(bar.trades),
    volume: BigInt(bar.volume.toFixed(0)),
    bid_volume: BigInt(bar.volume.minus(bar.takerBuyVolume).toFixed(0)),
    ask_volume: BigInt(bar.takerBuyVolume.toFixed(0)),
    open_price: bar.open.toNumber(),
    close_price: bar.close.toNumber(),
    high_price: bar.high.toNumber(),
    low_price: bar.low.toNumber(),
    ...(type === barType.daily ? { settlement_price: bar.close.toNumber(), has_settlement_price: true } : {}),
  };
}

function withoutType(fields: Fields): Fields {
  const { type: _type, ...rest } = fields;
  return rest;
}
