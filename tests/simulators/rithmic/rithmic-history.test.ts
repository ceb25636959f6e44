import { describe, expect, it } from 'vitest';
import { ActivityBuilder, activityBars, timeBars } from './bars.ts';
import type { Fields } from './fields.ts';
import { loggedIn, openBrokerage } from './testing/brokerage.ts';
import type { ProtocolClient } from './testing/protocol-client.ts';
import { tradingDayDated, tradingDayOf, weekOf } from './trading-day.ts';

const es = { symbol: 'ESZ6', exchange: 'CME' };
const minutes = { ...es, bar_type: 2, bar_type_period: 1, direction: 1, time_order: 1 };

async function open(options: Parameters<typeof openBrokerage>[0] = {}) {
  const brokerage = openBrokerage(options);
  const client = await loggedIn(brokerage, 'history');
  const now = Math.floor(brokerage.clock.now() / 1000);
  return { brokerage, client, now };
}

describe('trading days', () => {
  it('begin at 17:00 in Chicago, in summer and in winter', () => {
    const winter = tradingDayOf(Date.UTC(2026, 0, 14, 22, 59));
    expect(winter).toMatchObject({ date: 20260114, open: Date.UTC(2026, 0, 13, 23) });
    expect(tradingDayOf(Date.UTC(2026, 0, 14, 23))).toMatchObject({ date: 20260115 });
    const summer = tradingDayOf(Date.UTC(2026, 6, 14, 22));
    expect(summer).toMatchObject({ date: 20260715, open: Date.UTC(2026, 6, 14, 22) });
    expect(tradingDayDated(20260715)).toEqual(summer);
    expect(weekOf(summer)).toBe(20260717);
  });
});

describe('time bars', () => {
  it('carry the stamp of their close, and sum to the tape', async () => {
    const { brokerage, client, now } = await open();
    const from = now - 3600;
    const rows = await client.rows('RequestTimeBarReplay', {
      ...minutes,
      start_index: from,
      finish_index: now,
    });
    expect(rows.length).toBeGreaterThan(50);
    expect(rows[0]).toMatchObject({ ...es, type: 2, period: '1', rq_handler_rp_code: ['0'] });
    for (const row of rows) expect((row.marker as number) % 60).toBe(0);
    const [first] = rows;
    const marker = first?.marker as number;
    const { tape } = brokerage.exchange.market('ESZ6');
    const sum = tape.summary((marker - 60) * 1000, marker * 1000 - 1);
    expect(first).toMatchObject({
      open_price: sum?.open.toNumber(),
      volume: BigInt(sum?.volume.toFixed() ?? 0),
    });
    expect((first?.bid_volume as bigint) + (first?.ask_volume as bigint)).toBe(first?.volume);
  });

  it('are counted by date for days and weeks; seconds are an empty answer there', async () => {
    const { client, now } = await open({ historyHours: 800 });
    const days = { ...minutes, bar_type: 3, start_index: 20200101, finish_index: 20301231 };
    const rows = await client.rows('RequestTimeBarReplay', days);
    expect(rows.length).toBeGreaterThan(30);
    const markers = rows.map(({ marker }) => marker as number);
    expect(markers).toEqual([...new Set(markers)].sort((a, b) => a - b));
    const weeks = await client.rows('RequestTimeBarReplay', { ...days, bar_type: 4 });
    expect(weeks.length).toBeLessThan(rows.length / 4);
    const wrong = { ...days, start_index: now - 9_000_000, finish_index: now };
    expect(await client.ask('RequestTimeBarReplay', wrong)).toMatchObject([
      { fields: { rp_code: ['7', 'no data'] } },
    ]);
  });

  it('are cut silently at the limit, from the end that was asked for; all of them on request', async () => {
    const { client, now } = await open({ rowLimit: 100 });
    const window = { ...minutes, start_index: now - 4 * 3600, finish_index: now };
    const first = await client.ask('RequestTimeBarReplay', window);
    expect(first).toHaveLength(101);
    expect(first.at(-1)?.fields.rp_code).toEqual(['0']);
    const all = await client.rows('RequestTimeBarReplay', { ...window, resume_bars: true });
    expect(all.length).toBeGreaterThan(200);
    const newest = { ...window, direction: 2, user_max_count: 3, time_order: 2 };
    const last = await client.rows('RequestTimeBarReplay', newest);
    expect(last.map(({ marker }) => marker)).toEqual(
      all
        .slice(-3)
        .reverse()
        .map(({ marker }) => marker),
    );
  });

  it('are cut with a key, and go on under the first name when it is handed back', async () => {
    const { brokerage, client, now } = await open();
    const window = { ...minutes, start_index: now - 3 * 3600, finish_index: now, resume_bars: true };
    const whole = await client.rows('RequestTimeBarReplay', window);
    brokerage.manners.cutsReplayAfter = 70;
    const answer = client.ask('RequestTimeBarReplay', window);
    let resumed = 0;
    const frames = await resuming(client, answer, () => {
      resumed += 1;
    });
    expect(resumed).toBeGreaterThanOrEqual(2);
    const bars = frames.filter(({ fields }) => fields.marker !== undefined);
    expect(bars.map(({ fields }) => fields.marker)).toEqual(whole.map(({ marker }) => marker));
  });

  it('a resume can be refused, and what is abandoned ends late with code 12', async () => {
    const { brokerage, client, now } = await open();
    Object.assign(brokerage.manners, { cutsReplayAfter: 10, refusesResume: true, inhibitsAfterMs: 40 });
    const window = { ...minutes, start_index: now - 3600, finish_index: now };
    const frames = await client.ask('RequestTimeBarReplay', window);
    expect(frames.at(-1)?.fields.rp_code).toEqual(['12', 'output inhibited']);
    const answer = await client.answer('RequestResumeBars', { request_key: 'replay-1' });
    expect(answer.rp_code).not.toEqual(['0']);
  });

  it('are pushed as they close, minutes told in seconds', async () => {
    const { brokerage, client } = await open();
    await client.ask('RequestTimeBarUpdate', { ...es, request: 1, bar_type: 1, bar_type_period: 1 });
    const move = setInterval(() => brokerage.tick(), 50);
    await client.until(() => client.heard('TimeBar').length >= 2);
    clearInterval(move);
    const [first, second] = client.heard('TimeBar');
    expect(second?.marker).toBe((first?.marker as number) + 1);
    expect(first).toMatchObject({ period: '1', type: 1 });
  });
});

async function resuming(
  client: ProtocolClient,
  answer: Promise<{ fields: Fields }[]>,
  onResumed: () => void,
): Promise<{ fields: Fields }[]> {
  let isOver = false;
  const done = answer.finally(() => {
    isOver = true;
  });
  const seen = new Set<unknown>();
  while (!isOver) {
    for (const { fields } of client.unfinished()) {
      if (fields.request_key === undefined || seen.has(fields.request_key)) continue;
      seen.add(fields.request_key);
      onResumed();
      await client.ask('RequestResumeBars', { request_key: fields.request_key });
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return done;
}

describe('bars by activity', () => {
  const ticks = { ...es, bar_type: 1, bar_sub_type: 1, bar_type_specifier: '1' };

  it('single trades carry the stamps that trades had', async () => {
    const { brokerage, client, now } = await open();
    const window = { ...ticks, start_index: now - 600, finish_index: now };
    const rows = await client.rows('RequestTickBarReplay', window);
    const { tape } = brokerage.exchange.market('ESZ6');
    const trades = tape.trades.slice(tape.indexAt((now - 600) * 1000));
    expect(rows.length).toBe(trades.length);
    expect(rows[0]?.data_bar_ssboe).toEqual([now - 600, Math.floor((trades[0]?.at ?? 0) / 1000)]);
    expect((rows[0]?.data_bar_usecs as number[] | undefined)?.[0]).toBe(0);
    expect(rows.map(({ close_price: price }) => price)).toEqual(trades.map(({ price }) => price.toNumber()));
  });

  it('of volume and range hold what they say, whatever the window', async () => {
    const { brokerage } = await open();
    const { tape } = brokerage.exchange.market('ESZ6');
    const to = Math.floor(brokerage.clock.now() / 1000);
    const volume = activityBars(tape, () => new ActivityBuilder(3, 20, 0.25), { from: to - 7200, to });
    const dayOf = (bar: (typeof volume)[number] | undefined) => bar && tradingDayOf(bar.last.at).date;
    // The last bar of a trading day ends with it.
    const full = volume.filter((bar, index) => dayOf(bar) === dayOf(volume[index + 1]));
    expect(full.length).toBeGreaterThan(volume.length - 4);
    for (const bar of full) expect(bar.volume).toBeGreaterThanOrEqual(20);
    const range = activityBars(tape, () => new ActivityBuilder(2, 8, 0.25), { from: to - 7200, to });
    for (const bar of range) expect(bar.high - bar.low).toBeLessThanOrEqual(2);
    const later = activityBars(tape, () => new ActivityBuilder(3, 20, 0.25), { from: to - 3600, to });
    expect(volume.slice(-later.length)).toEqual(later);
    expect(timeBars(tape, 9, 1, { from: 0, to }, to * 1000)).toEqual([]);
  });

  it('are pushed as they fill', async () => {
    const { brokerage, client } = await open();
    await client.ask('RequestTickBarUpdate', { ...ticks, bar_type_specifier: '3', request: 1 });
    for (let count = 0; count < 9; count += 1) brokerage.tick();
    await client.until(() => client.heard('TickBar').length === 3);
    for (const bar of client.heard('TickBar').slice(1)) expect(bar.num_trades).toBe(3n);
  });

  it('profiles tell the volume at each price of a minute', async () => {
    const { client, now } = await open();
    const window = { ...es, bar_type_period: 5, start_index: now - 3600, finish_index: now };
    const rows = await client.rows('RequestVolumeProfileMinuteBars', window);
    for (const row of rows) {
      const bought = (row.profile_ask_volume as number[]).reduce((sum, one) => sum + one, 0);
      expect(BigInt(bought)).toBe(row.ask_volume);
    }
  });
});
