import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openStorage } from '../../src-main/storage/index.ts';
import { type BinanceSimulator, startBinanceSimulator } from '../simulators/binance/index.ts';
import type { RequestFault } from '../simulators/exchange/faults.ts';
import {
  type ChildConfig,
  type FastClock,
  fastNow,
  type KillPoint,
  killPoints,
  type Order,
  type Report,
} from './order-placements-protocol.ts';
import { type Random, seededRandom } from './random.ts';

const child = fileURLToPath(new URL('./order-placements-child.ts', import.meta.url));
const operation = 'POST /api/v3/order';
const speed = 10;
const perhaps = { code: -1006, msg: 'An unexpected response was received. Execution status unknown.' };

/** What goes wrong with one placement; `refused` is an order that the venue will not take. */
const wireFaults: Readonly<Record<string, Omit<RequestFault, 'op'> | undefined>> = {
  nothing: undefined,
  refused: undefined,
  'lost on the way': { when: 'before', do: 'drop' },
  'lost answer': { when: 'after', do: 'drop' },
  'server error, not placed': {
    when: 'before',
    do: 'status',
    status: 503,
    body: { code: -1016, msg: 'Down.' },
  },
  'server error, placed': { when: 'after', do: 'status', status: 502, body: 'Bad gateway' },
  '400, placed': { when: 'after', do: 'status', status: 400, body: perhaps },
  'garbage, placed': { when: 'after', do: 'garbage', status: 200 },
};
const faultNames = Object.keys(wireFaults);
/** One placement in so many ends with a kill instead. */
const killEvery = 6;

export interface PlacementsPlan {
  readonly seed: number;
  readonly placements: number;
  readonly isRetrying: boolean;
}

export interface PlacementsFigures {
  readonly placements: number;
  readonly kills: number;
  readonly byFault: Readonly<Record<string, number>>;
  /** Outcomes as the caller heard them; after a kill nobody did. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Requests that came in. */
  readonly requests: number;
  readonly venueOrders: number;
  /** Intents with more than one order at the venue. */
  readonly doubled: number;
  /** Ours at rest says “placed” where nothing is, or the other way about. */
  readonly wrong: number;
  /** Still of unknown fate at rest. */
  readonly unaccounted: number;
  /** At rest, by state. */
  readonly states: Readonly<Record<string, number>>;
}

/** Places orders one after the other, each with something going wrong, and then compares what both sides believe. */
export async function runPlacements({
  seed,
  placements,
  isRetrying,
}: PlacementsPlan): Promise<PlacementsFigures> {
  const random = seededRandom(seed);
  const profile = mkdtempSync(join(tmpdir(), 'tidemark-placements-'));
  const clock: FastClock = { base: Date.now(), speed };
  const simulator = await startBinanceSimulator({
    seed,
    historyMinutes: 1,
    historyHours: 1,
    spotBalances: { USDT: '100000000' },
    limits: { connectionAttempts: 1_000_000, ordersPerTenSeconds: 1_000_000, weightPerMinute: 1_000_000 },
  });
  simulator.clock.now = () => fastNow(clock);
  // Queries lag behind the engine, as they may.
  simulator.freshness.hiddenMs = 2000;
  const config = configOf(simulator, clock, isRetrying);
  const run = { kills: 0, byFault: {} as Record<string, number>, outcomes: {} as Record<string, number> };
  const count = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const ids: string[] = [];
  let placer = await Placer.start(profile, config);
  try {
    for (let index = 0; index < placements; index += 1) {
      const id = `p${seed}-${index}`;
      ids.push(id);
      const isKilled = index % killEvery === killEvery - 1;
      const kill = isKilled ? killPoints[Math.floor(index / killEvery) % killPoints.length] : undefined;
      const fault = isKilled ? 'nothing' : (faultNames[random.below(faultNames.length)] ?? 'nothing');
      count(run.byFault, kill === undefined ? fault : `killed ${kill}`);
      const armed = wireFaults[fault];
      const handle = armed === undefined ? undefined : simulator.faults.add({ op: operation, ...armed });
      // Half of the time the stream does not tell of it either.
      const silence =
        random.next() < 0.5 ? simulator.faults.addStream({ do: 'swallow', match: id, times: 9 }) : undefined;
      const answer = await placer.place(orderOf(id, fault, kill, random));
      handle?.remove();
      silence?.remove();
      if (answer === undefined) {
        run.kills += 1;
        placer = await Placer.start(profile, config);
      } else count(run.outcomes, answer);
    }
    await placer.settle();
    return { placements, ...run, ...(await compare(profile, simulator, ids, clock)) };
  } finally {
    await placer.kill();
    await simulator.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function configOf(simulator: BinanceSimulator, clock: FastClock, isRetrying: boolean): ChildConfig {
  const { url, credentials } = simulator;
  return {
    urls: {
      spotRest: url.rest,
      spotStream: url.ws,
      spotWsApi: url.wsApi,
      futuresRest: url.fapi,
      futuresStream: url.fstream,
    },
    apiKey: credentials.good.apiKey,
    secret: credentials.good.secret,
    clock,
    accountLabel: 'placements',
    isRetrying,
  };
}

function orderOf(id: string, fault: string, kill: KillPoint | undefined, random: Random): Order {
  return {
    place: id,
    // Of an order that is done, Binance takes the id a second time.
    isMarketOrder: random.next() < 0.5,
    price: (59_000 - random.below(400)).toFixed(2),
    quantity: fault === 'refused' ? '8999' : '0.001',
    hasDeadline: random.next() < 0.5,
    ...(kill === undefined ? {} : { kill, killAfterMs: random.below(6) }),
  };
}

/** The process that places. */
class Placer {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(running: ChildProcess) {
    this.#process = running;
    if (running.stdout === null) throw new Error('the child has no output');
    this.#lines = createInterface({ input: running.stdout })[Symbol.asyncIterator]();
  }

  static async start(profile: string, config: ChildConfig): Promise<Placer> {
    const running = spawn(process.execPath, [child, profile, JSON.stringify(config)], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // What is written while it dies is lost, as it should be.
    running.stdin.on('error', () => undefined);
    const placer = new Placer(running);
    const report = await placer.#next();
    if (report === undefined || !('ready' in report))
      throw new Error(`the child is not ready: ${JSON.stringify(report)}`);
    return placer;
  }

  /** The outcome; undefined when it was killed before it could say. */
  async place(order: Order): Promise<string | undefined> {
    this.#send(order);
    const report = await this.#next();
    if (report === undefined) return undefined;
    if (!('outcome' in report)) throw new Error(JSON.stringify(report));
    // A kill on the wire may come after the answer.
    if (!('kill' in order) || order.kill !== 'while it is on the wire') return report.outcome;
    await this.kill();
    return undefined;
  }

  async settle(): Promise<void> {
    this.#send({ settle: true });
    const report = await this.#next();
    if (report === undefined || !('settled' in report))
      throw new Error(`it does not come to rest: ${JSON.stringify(report)}`);
    this.#send({ end: true });
    await once(this.#process, 'close');
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGKILL');
    await once(this.#process, 'close');
  }

  #send(order: Order): void {
    this.#process.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  async #next(): Promise<Report | undefined> {
    const { value, done } = await this.#lines.next();
    return done === true ? undefined : (JSON.parse(value) as Report);
  }
}

async function compare(
  profile: string,
  simulator: BinanceSimulator,
  ids: readonly string[],
  clock: FastClock,
) {
  const storage = await openStorage({ profile, now: () => fastNow(clock), log: () => undefined });
  const states: Record<string, number> = {};
  const sum = { doubled: 0, wrong: 0, unaccounted: 0 };
  const byId = Map.groupBy(simulator.truth.orders, ({ clientId }) => clientId);
  for (const id of ids) {
    const stored = storage.journal.trading.order(id);
    const state = stored?.state ?? 'never stored';
    states[state] = (states[state] ?? 0) + 1;
    const orders = byId.get(id)?.length ?? 0;
    if (orders > 1) sum.doubled += 1;
    if (['intent', 'sent', 'unknown'].includes(state)) sum.unaccounted += 1;
    else if (orders > 0 === ['rejected', 'not-placed', 'never stored'].includes(state)) sum.wrong += 1;
  }
  await storage.close();
  return {
    ...sum,
    states,
    requests: simulator.server.counts.get(operation) ?? 0,
    venueOrders: simulator.truth.orders.length,
  };
}
