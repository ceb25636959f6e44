import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { ClientOrderId, OrderIntent } from '../../../../src-shared/domain/order.ts';
import { parseExact } from '../../connection/exact-json.ts';
import { accountKey } from '../accounts.ts';
import { Instruments } from '../instruments.ts';
import { ZerodhaTrading } from '../trading.ts';
import { type OrderWire, orderWire as orderWireSchema } from '../wire.ts';
import { type FakeKite, fakeKite } from './fake-kite.ts';
import { fixture } from './fixture.ts';

const header = (fixture('rest-instruments-csv').raw ?? '').split('\n')[0] ?? '';
const list = `${header}
408065,1594,INFY,INFOSYS,0.0,,0.0,0.05,1,EQ,NSE,NSE
256265,1001,NIFTY 50,NIFTY 50,0.0,,0.0,0.0,0,EQ,INDICES,NSE
10189826,39804,NIFTY26NOVFUT,NIFTY,24000.0,2026-11-26,0.0,0.05,75,FUT,NFO-FUT,NFO
58424839,228222,GOLDPETAL26DECFUT,GOLDPETAL,9000.0,2026-12-31,0.0,1.0,1,FUT,MCX-FUT,MCX
58424840,228223,COTTON26DECFUT,COTTON,9000.0,2026-12-31,0.0,10.0,1,FUT,MCX-FUT,MCX
58424841,228224,OLD26OCTFUT,NIFTY,9000.0,2026-10-29,0.0,0.05,75,FUT,NFO-FUT,NFO
`;
export const account = accountKey('AB1234', 'equity');
export const commodities = accountKey('AB1234', 'commodity');
export const infy = instrumentId('NSE:INFY');
export const clientOrderId = 'kf000000000001' as ClientOrderId;
const day = { timeInForce: 'day' } as const;

export function intent(change: Partial<OrderIntent<'live'>> = {}): OrderIntent<'live'> {
  return {
    clientOrderId,
    account,
    instrument: infy,
    side: 'buy',
    quantity: '1',
    terms: { type: 'limit', limitPrice: '1400.5', isPostOnly: false },
    duration: day,
    isReduceOnly: false,
    origin: 'manual',
    ...change,
  };
}

export async function open(
  isTradingEnabled = true,
): Promise<FakeKite & { readonly trading: ZerodhaTrading }> {
  const kite = fakeKite();
  const instruments = new Instruments({ fetch: async () => Buffer.from(list), now: kite.world.parts.now });
  await instruments.load();
  const trading = new ZerodhaTrading({
    ...kite.world.parts,
    rest: kite.rest,
    instruments,
    isTradingEnabled,
    noteTrouble: () => undefined,
  });
  const margin = { enabled: true, net: '100', utilised: { debits: '0' } };
  trading.logIn('AB1234', { equity: margin, commodity: margin });
  for (const path of ['/orders', '/trades', '/gtt/triggers', '/portfolio/holdings']) {
    kite.reply(`GET ${path}`, { status: 200, data: [] });
  }
  kite.reply('GET /portfolio/positions', { status: 200, data: { net: [], day: [] } });
  kite.reply('GET /user/margins', {
    status: 200,
    data: { equity: { enabled: true, net: 100.5, utilised: { debits: 0 } } },
  });
  kite.reply('GET /quote/ltp', {
    status: 200,
    data: { 'NSE:INFY': { instrument_token: 408065, last_price: 1440.5 } },
  });
  return { ...kite, trading };
}

export const orderWire = (change: Record<string, unknown> = {}) => ({
  order_id: '151220000000000',
  exchange_order_id: '1300000001887410',
  status: 'OPEN',
  order_timestamp: '2026-11-20 10:00:01',
  variety: 'regular',
  exchange: 'NSE',
  tradingsymbol: 'INFY',
  order_type: 'LIMIT',
  transaction_type: 'BUY',
  validity: 'DAY',
  product: 'CNC',
  quantity: 1,
  price: 1400.5,
  trigger_price: 0,
  average_price: 0,
  filled_quantity: 0,
  tag: clientOrderId,
  ...change,
});

export const triggerWire = (change: Record<string, unknown> = {}) => ({
  id: 123,
  type: 'single',
  status: 'active',
  created_at: '2026-11-20 10:00:02',
  updated_at: '2026-11-20 10:00:02',
  condition: { exchange: 'NSE', tradingsymbol: 'INFY', last_price: 1440.5, trigger_values: [1450] },
  orders: [{ transaction_type: 'BUY', quantity: 1, price: 1451, product: 'CNC', result: null }],
  ...change,
});

/** As a frame or an answer would hold it. */
export function readWire(wire: unknown): OrderWire {
  return orderWireSchema.parse(parseExact(JSON.stringify(wire)));
}
