import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { account, openDesk } from '../trading/testing/desk.ts';
import { told } from '../trading/testing/fake-plant.ts';

import { loggedIn, second, start } from '../trading/testing/session.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('positions, balances and standings', () => {
  const own = { fcm_id: 'F2', ib_id: 'I2', account_id: 'A1' };

  test('are as the P&L plant says, and what a snapshot does not list is flat', async () => {
    const { pnl, trading, heard } = await loggedIn();
    pnl.answers('RequestPnLPositionSnapshot', () => {
      pnl.push(
        told('AccountPnLPositionUpdate', {
          ...own,
          is_snapshot: true,
          account_balance: '50123.40',
          available_buying_power: '',
          ssboe: second,
        }),
        told('InstrumentPnLPositionUpdate', {
          ...own,
          is_snapshot: true,
          symbol: 'ESZ6',
          exchange: 'CME',
          net_quantity: -2,
          avg_open_fill_price: 4500.125,
          ssboe: second,
        }),
      );
      return [];
    });
    const first = trading.positions(account);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await first).toEqual([
      { account, instrument: 'CME:ESZ6', quantity: '-2', averagePrice: '4500.125', time: start },
    ]);
    const balances = trading.balances(account);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await balances).toEqual([
      {
        account,
        total: { amount: '50123.4', currency: 'USD' },
        available: { amount: '50123.4', currency: 'USD' },
      },
    ]);
    pnl.answers('RequestPnLPositionSnapshot', () => []);
    const later = trading.positions(account);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await later).toEqual([]);
    expect(heard.positions.at(-1)).toMatchObject({ instrument: 'CME:ESZ6', quantity: '0' });
  });

  test('a push that leaves a number out changes nothing of it', async () => {
    const { pnl, heard } = await loggedIn();
    const row = { ...own, symbol: 'ESZ6', exchange: 'CME' };
    pnl.push(
      told('InstrumentPnLPositionUpdate', { ...row, buy_qty: 3, sell_qty: 1, avg_open_fill_price: 10 }),
    );
    pnl.push(told('InstrumentPnLPositionUpdate', { ...row, day_pnl: 5 }));
    expect(heard.positions).toMatchObject([{ quantity: '2', averagePrice: '10' }]);
    pnl.push(told('InstrumentPnLPositionUpdate', { ...row, net_quantity: 0 }));
    expect(heard.positions.at(-1)).not.toHaveProperty('averagePrice');
  });

  test('standings put together what four messages tell; what is empty or absent is not 0', async () => {
    const desk = openDesk();
    desk.order.answers('RequestAccountRmsInfo', () => [
      told('ResponseAccountRmsInfo', {
        ...own,
        auto_liquidate: 1,
        disable_on_auto_liquidate: 2,
        auto_liquidate_criteria: 'Account Balance',
        auto_liquidate_threshold: 2500,
        auto_liquidate_max_min_account_balance: 50_100.1,
        loss_limit: 1200,
        presence_bits: 4,
        min_account_balance: 0,
        max_order_quantity: 7,
      }),
    ]);
    desk.order.ready();
    desk.pnl.ready();
    await vi.advanceTimersByTimeAsync(2000);
    desk.pnl.push(
      told('AccountPnLPositionUpdate', {
        ...own,
        account_balance: '50123.40',
        cash_on_hand: '',
        open_position_pnl: '-12.50',
        closed_position_pnl: '100',
        day_pnl: '87.5',
        margin_balance: 'n/a',
        percent_maximum_allowable_loss: '12.345',
        ssboe: second,
      }),
    );
    desk.order.push(
      told('AccountRmsUpdates', {
        ...own,
        update_bits: 1,
        auto_liq_threshold_current_value: '47650.00',
        auto_liq_peak_account_balance: '50150.00',
      }),
    );
    const usd = (amount: string) => ({ amount, currency: 'USD' });
    const expected = {
      account,
      time: expect.any(Number),
      balance: usd('50123.4'),
      openProfit: usd('-12.5'),
      closedProfit: usd('100'),
      dayProfit: usd('87.5'),
      floor: {
        liquidationLevel: usd('47650'),
        liquidationDistance: usd('2500'),
        peakBalance: usd('50150'),
        highestLevel: usd('50100.1'),
        isLiquidationOn: true,
        isDisabledAfter: false,
        criterion: 'Account Balance',
        lossLimit: usd('1200'),
        lossUsedPercent: '12.345',
      },
    };
    expect(await desk.trading.standing?.(account)).toEqual(expected);
    expect(desk.heard.standings.at(-1)).toEqual(expected);
    const before = desk.heard.standings.length;
    desk.order.push(told('AccountRmsUpdates', { ...own, auto_liq_threshold_current_value: '47650.00' }));
    expect(desk.heard.standings).toHaveLength(before);
  });
});
