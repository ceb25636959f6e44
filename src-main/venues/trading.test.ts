import { expect, expectTypeOf, test } from 'vitest';
import { type AccountMode, accountModes } from '../../src-shared/domain/account.ts';
import type { OrderIntent } from '../../src-shared/domain/order.ts';
import type { AnyTrading, Trading } from './trading.ts';

test('O13: what trades live accounts takes no order for another, nor passes for what takes any', () => {
  expectTypeOf<Trading<'live'>>().not.toExtend<Trading<AccountMode>>();
  expectTypeOf<Trading<'live'>>().not.toExtend<Trading<'paper'>>();
  expectTypeOf<OrderIntent<'paper'>>().not.toExtend<Parameters<Trading<'live'>['place']>[0]>();
  // Nothing can be sent before the mode has been looked at.
  expectTypeOf<Parameters<AnyTrading['place']>[0]>().not.toBeAny();
  expectTypeOf<AnyTrading['mode']>().toEqualTypeOf<AccountMode>();
  expect(new Set(accountModes).size).toBe(3);
});
