import { expect, test, vi } from 'vitest';
import type { MarketNews } from '../../../src-shared/contract/market.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { RpcClient } from '../host/rpc-client.ts';
import { followMarketNews } from './market-news.ts';

const id = (text: string) => text as InstrumentId;

function rpcOf(stream: () => AsyncIterable<MarketNews>): RpcClient {
  return { market: { news: async () => stream() } } as unknown as RpcClient;
}

test('an arrival is passed on, and a connection that ends is no fault', async () => {
  const onArrived = vi.fn();
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  await followMarketNews(
    rpcOf(async function* () {
      yield { kind: 'rolled', from: id('X:H'), to: id('X:M'), time: epochMs(1) };
      yield { kind: 'arrived' };
      throw new Failure('not-connected', 'Gone.');
    }),
    onArrived,
  );
  expect(onArrived).toHaveBeenCalledTimes(1);
  expect(reported).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});
