import type { BuiltinFunction } from '../builtin.ts';

const reason = 'Footprints need each trade’s side, which the stored history does not have.';

function footprint(name: string, signature: string): BuiltinFunction {
  return {
    kind: 'function',
    name,
    signatures: [signature],
    isMethod: true,
    documentation: reason,
    implementation: { kind: 'unsupported', reason },
  };
}

/** Known by name, so that scripts which use them are told why they cannot run. */
export const footprints: readonly BuiltinFunction[] = [
  footprint('footprint.buy_volume', '(id: series footprint) series float'),
  footprint('footprint.delta', '(id: series footprint) series float'),
  footprint(
    'footprint.get_row_by_price',
    '(id: series footprint, price: series int|float) series volume_row',
  ),
  footprint('footprint.poc', '(id: series footprint) series volume_row'),
  footprint('footprint.rows', '(id: series footprint) series array<volume_row>'),
  footprint('footprint.sell_volume', '(id: series footprint) series float'),
  footprint('footprint.total_volume', '(id: series footprint) series float'),
  footprint('footprint.vah', '(id: series footprint) series volume_row'),
  footprint('footprint.val', '(id: series footprint) series volume_row'),
  footprint('volume_row.buy_volume', '(id: series volume_row) series float'),
  footprint('volume_row.delta', '(id: series volume_row) series float'),
  footprint('volume_row.down_price', '(id: series volume_row) series float'),
  footprint('volume_row.has_buy_imbalance', '(id: series volume_row) series bool'),
  footprint('volume_row.has_sell_imbalance', '(id: series volume_row) series bool'),
  footprint('volume_row.sell_volume', '(id: series volume_row) series float'),
  footprint('volume_row.total_volume', '(id: series volume_row) series float'),
  footprint('volume_row.up_price', '(id: series volume_row) series float'),
];
