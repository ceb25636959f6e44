import { expect, test } from 'vitest';
import { instrumentId } from '../../../src-shared/domain/instrument.ts';
import type { MarketEvent } from '../../../src-shared/domain/market-event.ts';
import { epochMs } from '../../../src-shared/domain/time.ts';
import type { SocketPlan, SupervisedSocket } from '../connection/supervised-socket.ts';
import { Ticker } from './stream.ts';
import { fixture, receivedFrames } from './testing/fixture.ts';
import { allWants } from './tick-events.ts';

const infy = instrumentId('NSE:INFY');

/** Sockets that only remember what is wanted of them. */
function withSockets(hasData = true) {
  const plans: SocketPlan[] = [];
  const events: MarketEvent[] = [];
  const heard: string[] = [];
  const ticker = new Ticker({
    openSocket: (plan) => {
      plans.push(plan);
      const wanted = new Set<string>();
      const want = (topic: string) => {
        wanted.add(topic);
        return () => void wanted.delete(topic);
      };
      return { name: plan.name, wanted, want } as Partial<SupervisedSocket> as SupervisedSocket;
    },
    hasData: () => hasData,
    address: async () => ({ url: 'wss://nowhere' }),
    now: () => epochMs(1_625_461_887_500),
    onEvents: (some) => events.push(...some),
    onText: (frame) => heard.push(frame.kind),
    onGap: () => heard.push('gap'),
    onRefused: (failure) => heard.push(failure.kind),
    countMessage: () => undefined,
    noteUnreadable: (sentence) => heard.push(sentence),
  });
  const sizes = () => ticker.sockets.map(({ wanted }) => wanted.size);
  return { ticker, plans, events, heard, sizes };
}

test('a socket takes 3000 markets, three sockets a key, and more is a failure in words', () => {
  const { ticker, sizes } = withSockets();
  for (let token = 1; token <= 9000; token += 1) ticker.follow(token, infy, allWants);
  expect(sizes()).toEqual([3000, 3000, 3000]);
  expect(() => ticker.follow(9001, infy, allWants)).toThrow(/at most 9000 markets/);
  ticker.unfollow(1);
  ticker.follow(9001, infy, allWants);
  ticker.follow(9001, infy, allWants);
  expect(sizes()).toEqual([3000, 3000, 3000]);
});

test('markets are asked for in full mode, some hundred in a message', async () => {
  const [plan] = withSockets().plans;
  const topics = Array.from({ length: 1200 }, (_, index) => String(index + 1));
  const messages = ((await plan?.topics?.subscribe(topics)) ?? []).map((text) => JSON.parse(String(text)));
  expect(messages.map(({ a, v }) => [a, v[0] === 'full' ? v[1].length : v.length])).toEqual([
    ['subscribe', 500],
    ['mode', 500],
    ['subscribe', 500],
    ['mode', 500],
    ['subscribe', 200],
    ['mode', 200],
  ]);
  expect(await plan?.topics?.unsubscribe(['5', '6'])).toEqual(['{"a":"unsubscribe","v":[5,6]}']);
});

test('the messages are those of the manual, to the letter', async () => {
  const [plan] = withSockets().plans;
  const [subscribe, mode, , unsubscribe] = (fixture('ws-control').frames ?? []).map(({ text }) => text);
  expect(await plan?.topics?.subscribe(['408065', '884737'])).toContain(subscribe);
  expect(await plan?.topics?.subscribe(['408065'])).toContain(mode);
  expect(await plan?.topics?.unsubscribe(['408065'])).toEqual([unsubscribe]);
});

test('only the first socket stays open for orders, and none without prices', () => {
  expect(withSockets().plans.map(({ isLazy }) => isLazy)).toEqual([false, true, true]);
  expect(withSockets(false).plans.map(({ isLazy }) => isLazy)).toEqual([true, true, true]);
});

test('every socket gets every order: those of the first are taken', () => {
  const { plans, heard } = withSockets();
  const [text] = receivedFrames('ws-order-update');
  for (const plan of plans) plan.onMessage(Buffer.from(String(text)), false, 0, 1);
  expect(heard).toEqual(['order']);
});

test('a lost socket forgets where the volumes of its markets stood', () => {
  const { ticker, plans, events } = withSockets();
  const [full] = receivedFrames('ticks-full');
  ticker.follow(408_065, infy, { quotes: false, trades: true, book: false });
  const more = Buffer.from(full as Uint8Array);
  more.writeUInt32BE(more.readUInt32BE(20) + 5, 20);
  plans[0]?.onMessage(Buffer.from(full as Uint8Array), true, 0, 1);
  plans[0]?.onMessage(more, true, 0, 1);
  expect(events).toMatchObject([{ kind: 'trade', size: 5 }]);
  plans[0]?.onLost?.('gone');
  more.writeUInt32BE(more.readUInt32BE(20) + 500, 20);
  plans[0]?.onMessage(more, true, 0, 2);
  expect(events).toHaveLength(1);
});

test('a refused handshake asks for a login, a broken one does not', () => {
  const { plans, heard } = withSockets();
  expect(plans[0]?.judgeRefusal?.(403)?.kind).toBe('unauthorised');
  expect(plans[0]?.judgeRefusal?.(502)).toBeUndefined();
  expect(heard).toEqual(['unauthorised']);
});
