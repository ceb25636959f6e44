import type { Client, Request } from './client.ts';
import { type Fields, number, text } from './fields.ts';
import type { Floor } from './floor.ts';
import type { Contract } from './markets.ts';

/* Instruments: search, products, front months, reference data. */

type Handler = (floor: Floor, client: Client, request: Request) => void;

const equals = 1;
const future = 1;

export const referenceHandlers: Readonly<Record<string, Handler>> = {
  RequestReferenceData(floor, client, request) {
    withContract(floor, client, request, (contract, asked) =>
      client.answer(request, referenceData(floor, contract, asked)),
    );
  },
  RequestAuxilliaryReferenceData(floor, client, request) {
    withContract(floor, client, request, (contract) => client.answer(request, auxiliaryData(contract)));
  },
  RequestSearchSymbols(floor, client, request) {
    client.list(request, searched(floor, request.fields).map(searchRow));
  },
  RequestProductCodes(floor, client, request) {
    const exchange = text(request.fields, 'exchange');
    const rows = new Map<string, Fields>();
    for (const one of floor.listing.contracts) {
      if (exchange !== '' && one.exchange !== exchange) continue;
      rows.set(one.product, {
        exchange: one.exchange,
        product_code: one.product,
        symbol_name: one.name.split(' ').slice(0, -1).join(' '),
        timezone_time_of_interest: 'America/Chicago',
        begin_time_of_interest_msm: 510,
        end_time_of_interest_msm: 900,
      });
    }
    client.list(request, [...rows.values()]);
  },
  RequestFrontMonthContract(floor, client, request) {
    const { fields } = request;
    const contract = floor.listing.frontOf(text(fields, 'symbol'), text(fields, 'exchange'));
    if (contract === undefined) {
      client.refuse(request, '7', 'no data');
      return;
    }
    if (fields.need_updates === true) floor.wantsRolls(client, contract.product);
    client.answer(request, {
      symbol: text(fields, 'symbol'),
      exchange: contract.exchange,
      is_front_month_symbol: true,
      symbol_name: contract.name,
      trading_symbol: floor.manners.isInMaintenanceHours ? '' : contract.symbol,
      trading_exchange: floor.manners.isInMaintenanceHours ? '' : contract.exchange,
    });
  },
  RequestGiveTickSizeTypeTable(floor, client, request) {
    const type = text(request.fields, 'tick_size_type');
    const contract = floor.listing.contracts.find((one) => tickSizeType(one) === type);
    const rows =
      contract === undefined ? [] : [{ tick_size_type: type, min_fprice_change: Number(contract.tick) }];
    client.list(request, rows);
  },
  RequestGetInstrumentByUnderlying(_floor, client, request) {
    client.list(request, []);
  },
};

/** Served on the ticker and the order plant. */
export function listExchangePermissions(floor: Floor, client: Client, request: Request): void {
  const exchanges = new Set(floor.listing.contracts.map(({ exchange }) => exchange));
  client.list(
    request,
    [...exchanges, 'EUREX'].map((exchange) => ({
      exchange,
      level_1_market_data: exchanges.has(exchange) ? 'Y' : 'N',
      level_2_market_data: exchanges.has(exchange) ? 'Y' : 'N',
      entitlement_flag: exchanges.has(exchange) ? 1 : 2,
    })),
  );
}

export function referenceData(floor: Floor, contract: Contract, asked: Fields): Fields {
  const symbol = text(asked, 'symbol');
  return {
    presence_bits: 516_415,
    symbol: symbol === '' ? contract.symbol : symbol,
    exchange: contract.exchange,
    exchange_symbol: contract.symbol,
    symbol_name: contract.name,
    trading_symbol: contract.symbol,
    trading_exchange: contract.exchange,
    product_code: contract.product,
    instrument_type: 'Future',
    expiration_date: contract.expires,
    currency: 'USD',
    tick_size_type: tickSizeType(contract),
    price_display_format: contract.priceFormat,
    is_tradable: 'Yes',
    ftoq_price: 1,
    qtof_price: 1,
    min_qprice_change: Number(contract.tick),
    min_fprice_change: Number(contract.tick),
    single_point_value: Number(contract.pointValue),
    min_qprice_change_precision: contract.tick.split('.')[1]?.length ?? 0,
    ...(floor.manners.sendsStrangers ? { clear_bits: 1 << 30 } : {}),
  };
}

function auxiliaryData(contract: Contract): Fields {
  return {
    presence_bits: 2047,
    symbol: contract.symbol,
    exchange: contract.exchange,
    settlement_method: contract.product === 'CL' || contract.product === '6E' ? 'D' : 'C',
    first_notice_date: contract.expires,
    last_notice_date: contract.expires,
    first_trading_date: String(Number(contract.expires) - 10_000),
    last_trading_date: contract.expires,
    first_delivery_date: contract.expires,
    last_delivery_date: contract.expires,
    unit_of_measure: 'Contract',
    unit_of_measure_qty: Number(contract.pointValue),
  };
}

function tickSizeType({ product, exchange }: Contract): string {
  return `${exchange}-${product}`;
}

function withContract(
  floor: Floor,
  client: Client,
  request: Request,
  run: (contract: Contract, fields: Fields) => void,
): void {
  const { fields } = request;
  const contract = floor.listing.resolve(text(fields, 'symbol'), text(fields, 'exchange'));
  if (contract === undefined) client.refuse(request, '7', 'no data');
  else run(contract, fields);
}

function searched(floor: Floor, fields: Fields): readonly Contract[] {
  const wanted = text(fields, 'search_text').toUpperCase();
  const exchange = text(fields, 'exchange');
  const product = text(fields, 'product_code');
  const type = number(fields, 'instrument_type') ?? future;
  const isExact = number(fields, 'pattern') === equals;
  if (type !== future) return [];
  return floor.listing.contracts.filter((one) => {
    if (exchange !== '' && one.exchange !== exchange) return false;
    if (product !== '' && one.product !== product) return false;
    const names = [one.symbol, one.product, one.name.toUpperCase()];
    return isExact ? names.includes(wanted) : names.some((name) => name.includes(wanted));
  });
}

function searchRow(contract: Contract): Fields {
  return {
    symbol: contract.symbol,
    exchange: contract.exchange,
    symbol_name: contract.name,
    product_code: contract.product,
    instrument_type: 'Future',
    expiration_date: contract.expires,
  };
}
