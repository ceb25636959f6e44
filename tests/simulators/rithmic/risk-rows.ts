import type { RithmicAccount } from './accounts.ts';
import { money } from './accounts.ts';
import type { Fields } from './fields.ts';
import type { Listing } from './markets.ts';

/* What the broker says of accounts and of the limits on them. */

const enabled = 1;
const disabled = 2;

/** 303. Texts are empty where there is nothing. */
export function accountRow(account: RithmicAccount): Fields {
  const { terms } = account;
  return {
    ...account.key,
    account_name: terms.name,
    account_currency: 'USD',
    loss_limit: terms.lossLimit === '0' ? '' : money2(terms.lossLimit),
    account_creation_ssboe: 1_735_689_600,
    account_creation_usecs: 0,
    account_auto_liquidate: terms.liquidationDistance === undefined ? 'disabled' : 'enabled',
    auto_liq_threshold_current_value: account.floor === undefined ? '' : money(account.floor),
  };
}

/** 305. */
export function riskRow(account: RithmicAccount): Fields {
  const { terms } = account;
  const { liquidationDistance, highestFloor } = terms;
  return {
    ...account.key,
    presence_bits: 1023,
    currency: 'USD',
    status: account.isDisabled ? 'inactive' : 'active',
    algorithm: 'Default',
    auto_liquidate: liquidationDistance === undefined ? disabled : enabled,
    ...(liquidationDistance === undefined
      ? {}
      : {
          auto_liquidate_criteria: 'account balance',
          disable_on_auto_liquidate: terms.isDisabledAfter ? enabled : disabled,
          auto_liquidate_threshold: Number(liquidationDistance),
        }),
    ...(highestFloor === undefined ? {} : { auto_liquidate_max_min_account_balance: Number(highestFloor) }),
    loss_limit: Number(terms.lossLimit),
    min_account_balance: 0,
    min_margin_balance: 0,
    default_commission: Number(terms.commission),
    buy_limit: terms.mostPerOrder * 3,
    sell_limit: terms.mostPerOrder * 3,
    max_order_quantity: terms.mostPerOrder,
    check_min_account_balance: liquidationDistance !== undefined,
  };
}

/** 307. */
export function productRiskRows(account: RithmicAccount, listing: Listing): Fields[] {
  const products = new Set(listing.contracts.map(({ product }) => product));
  return [...products].map((product) => ({
    ...account.key,
    presence_bits: 127,
    product_code: product,
    loss_limit: Number(account.terms.lossLimit),
    commission_fill_rate: Number(account.terms.commission),
    buy_margin_rate: Number(account.terms.margin),
    sell_margin_rate: Number(account.terms.margin),
    buy_limit: account.terms.mostPerOrder * 3,
    sell_limit: account.terms.mostPerOrder * 3,
    max_order_quantity: account.terms.mostPerOrder,
  }));
}

function money2(text: string): string {
  return Number(text).toFixed(2);
}
