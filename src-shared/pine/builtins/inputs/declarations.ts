import type { BuiltinFunction } from '../builtin.ts';

function declaration(name: string, signature: string, documentation: string): BuiltinFunction {
  return {
    kind: 'function',
    name,
    signatures: [signature],
    documentation,
    implementation: { kind: 'language' },
  };
}

/** The call that says what a script is. */
export const declarations: readonly BuiltinFunction[] = [
  declaration(
    'indicator',
    '(title: const string, shorttitle: const string = ?, overlay: const bool = false, format: const string = format.inherit, precision: const int = ?, scale: const scale_type = scale.right, max_bars_back: const int = ?, timeframe: const string = "", timeframe_gaps: const bool = true, explicit_plot_zorder: const bool = false, max_lines_count: const int = 50, max_labels_count: const int = 50, max_boxes_count: const int = 50, calc_bars_count: const int = 0, max_polylines_count: const int = 50, dynamic_requests: const bool = true, behind_chart: const bool = true) void',
    'Makes the script an indicator. All arguments are constants.',
  ),
  declaration(
    'strategy',
    '(title: const string, shorttitle: const string = ?, overlay: const bool = false, format: const string = format.inherit, precision: const int = ?, scale: const scale_type = scale.right, pyramiding: const int = 0, calc_on_order_fills: const bool = false, calc_on_every_tick: const bool = false, max_bars_back: const int = ?, backtest_fill_limits_assumption: const int = 0, default_qty_type: const string = strategy.fixed, default_qty_value: const int|float = 1, initial_capital: const int|float = 1000000, currency: const string = syminfo.currency, slippage: const int = 0, commission_type: const string = strategy.commission.percent, commission_value: const int|float = 0, process_orders_on_close: const bool = false, close_entries_rule: const string = "FIFO", margin_long: const int|float = 100, margin_short: const int|float = 100, explicit_plot_zorder: const bool = false, max_lines_count: const int = 50, max_labels_count: const int = 50, max_boxes_count: const int = 50, calc_bars_count: const int = 0, risk_free_rate: const int|float = 2, use_bar_magnifier: const bool = false, fill_orders_on_standard_ohlc: const bool = false, max_polylines_count: const int = 50, dynamic_requests: const bool = true, behind_chart: const bool = true) void',
    'Makes the script a strategy: an indicator that also gives orders.',
  ),
  declaration(
    'library',
    '(title: const string, overlay: const bool = false, dynamic_requests: const bool = true) void',
    'Makes the script a library, whose exported functions and types others import.',
  ),
];
