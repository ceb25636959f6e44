import { create } from 'zustand';
import type { MarketNews } from '../../../src-shared/contract/market.ts';
import type { InstrumentId } from '../../../src-shared/domain/instrument.ts';
import { reportUnlessLost } from '../host/connection-end.ts';
import type { RpcClient } from '../host/rpc-client.ts';

type Roll = Extract<MarketNews, { kind: 'rolled' }>;

interface Rolls {
  /** By the contract that went. */
  readonly rolls: ReadonlyMap<InstrumentId, Roll>;
  /** Contracts whose notice was put away, with what they rolled to. */
  readonly putAway: ReadonlySet<string>;
}

const useRolls = create<Rolls>(() => ({ rolls: new Map(), putAway: new Set() }));

const nameOf = ({ from, to }: Roll) => `${from} ${to}`;

/** The contract that follows this one, once the venue has told that it is no longer the most traded; else null. */
export function useNextContract(instrument: InstrumentId | null): InstrumentId | null {
  return useRolls(({ rolls, putAway }) => {
    const roll = instrument === null ? undefined : rolls.get(instrument);
    return roll === undefined || putAway.has(nameOf(roll)) ? null : roll.to;
  });
}

export function putRollAway(instrument: InstrumentId): void {
  const roll = useRolls.getState().rolls.get(instrument);
  if (roll !== undefined)
    useRolls.setState(({ putAway }) => ({ putAway: new Set([...putAway, nameOf(roll)]) }));
}

export function takeRoll(roll: Roll): void {
  useRolls.setState(({ rolls }) => ({ rolls: new Map(rolls).set(roll.from, roll) }));
}

/** Listens for as long as the connection lasts. `onArrived` is called when a connection has come to the main process. */
export async function followMarketNews(rpc: RpcClient, onArrived: () => void): Promise<void> {
  try {
    for await (const news of await rpc.market.news({})) {
      if (news.kind === 'rolled') takeRoll(news);
      else onArrived();
    }
  } catch (error) {
    reportUnlessLost(error);
  }
}
