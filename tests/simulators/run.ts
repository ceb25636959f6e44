import { parseArgs } from 'node:util';
import { startBinanceSimulator } from './binance/index.ts';
import { startCoinbaseSimulator } from './coinbase/index.ts';
import type { Simulator, SimulatorOptions } from './exchange/simulator.ts';
import { startKrakenSimulator } from './kraken/index.ts';
import { startRithmicSimulator } from './rithmic/index.ts';
import { startZerodhaSimulator } from './zerodha/index.ts';

/*
 * Starts the simulated venues for a person: prices move, keys and addresses are printed, Ctrl C ends it.
 *
 *   npm run simulators -- --venue binance --port 7400 --rate 5 --tls
 */

interface Starter {
  /** Added to the first port. */
  readonly place: number;
  /** What a connection calls each address, and the simulator's name of it. */
  readonly addresses: Readonly<Record<string, string>>;
  start(options: SimulatorOptions): Promise<Simulator>;
}

const starters: Readonly<Record<string, Starter>> = {
  binance: {
    place: 0,
    addresses: {
      spotRest: 'rest',
      spotStream: 'ws',
      spotWsApi: 'wsApi',
      futuresRest: 'fapi',
      futuresStream: 'fstream',
    },
    start: startBinanceSimulator,
  },
  coinbase: { place: 1, addresses: { rest: 'rest', ws: 'ws', user: 'user' }, start: startCoinbaseSimulator },
  kraken: { place: 2, addresses: { rest: 'rest', ws: 'ws', wsAuth: 'wsAuth' }, start: startKrakenSimulator },
  rithmic: { place: 4, addresses: { gateway: 'gateway' }, start: startRithmicSimulator },
  zerodha: { place: 3, addresses: { rest: 'rest', login: 'login', ws: 'ws' }, start: startZerodhaSimulator },
};
const venues = Object.keys(starters);
const firstPort = 7301;

const usage = `npm run simulators -- [--venue NAME]… [--port N] [--rate N] [--seed N] [--tls] [--new-keys]

--venue NAME   only this one of ${venues.join(', ')}; may be given several times
--port N       the first port, ${firstPort} unless told; each venue takes the next; 0 for any that are free
--rate N       events a second and market, 5 unless told
--seed N       another course of prices
--tls          encrypted, with an authority made for this run
--new-keys     keys made for this run instead of the fixed ones`;

/** What a person asked for that cannot be: one sentence, no trace. */
class Refusal extends Error {}

interface Wanted {
  readonly chosen: readonly string[];
  readonly port: number;
  readonly rate: number;
  readonly seed: number;
  readonly tls: boolean;
  readonly keys: 'fixed' | 'random';
}

function readArguments(): Wanted | undefined {
  let values: ReturnType<typeof parse>;
  try {
    values = parse();
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split('. ')[0]}.\n\n${usage}`, { cause: error });
  }
  if (values.help) return undefined;
  const chosen = values.venue ?? venues;
  const strange = chosen.find((name) => !venues.includes(name));
  if (strange !== undefined) {
    throw new Refusal(`“${strange}” is not a venue. There are ${venues.join(', ')}.`);
  }
  return {
    chosen,
    port: wholeNumber('--port', values.port, 0, 65_535 - venues.length + 1),
    rate: wholeNumber('--rate', values.rate, 1, 1_000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 31),
    tls: values.tls,
    keys: values['new-keys'] ? 'random' : 'fixed',
  };
}

function parse() {
  const { values } = parseArgs({
    options: {
      venue: { type: 'string', multiple: true },
      port: { type: 'string', default: String(firstPort) },
      rate: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      tls: { type: 'boolean', default: false },
      'new-keys': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  });
  return values;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Refusal(`${name} is a whole number from ${least} to ${most}, not “${text}”.`);
}

async function startAll(wanted: Wanted): Promise<Simulator[]> {
  const running: Simulator[] = [];
  for (const venue of wanted.chosen) {
    const { place, start } = starters[venue] as Starter;
    const port = wanted.port === 0 ? 0 : wanted.port + place;
    try {
      const { tls, seed, keys } = wanted;
      running.push(await start({ port, tls, seed, keys }));
    } catch (error) {
      await Promise.all(running.map((simulator) => simulator.close()));
      throw portRefusal(error, venue, port, wanted) ?? error;
    }
  }
  return running;
}

function portRefusal(error: unknown, venue: string, port: number, { chosen }: Wanted): Refusal | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const other = `Choose other ports: npm run simulators -- --port ${port > 60_000 ? 7401 : port + 100}`;
  const only = chosen.length < venues.length ? chosen.map((name) => ` --venue ${name}`).join('') : '';
  if (code === 'EADDRINUSE') {
    const sentence = `Port ${port}, for ${venue}, is in use; perhaps the simulators are running already.`;
    return new Refusal(`${sentence} ${other}${only}`, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new Refusal(`Port ${port}, for ${venue}, is not allowed on this computer. ${other}${only}`, {
      cause: error,
    });
  }
  return undefined;
}

function describe(simulator: Simulator, { keys }: Wanted): void {
  const { addresses } = starters[simulator.venue] as Starter;
  console.log(`\n${simulator.venue}`);
  console.log('  addresses, to be pasted into a connection in developer mode:');
  for (const [name, own] of Object.entries(addresses)) console.log(`    ${name}=${simulator.url[own]}`);
  console.log(`  markets: ${[...simulator.feeds.keys()].join(', ')}`);
  for (const hint of simulator.hints ?? []) console.log(`  ${hint}`);
  console.log(
    keys === 'fixed'
      ? '  keys, the same at each start; for simulators only, since everybody can work them out:'
      : '  keys, made for this run:',
  );
  for (const [name, key] of Object.entries(simulator.credentials)) {
    const isNew = keys === 'fixed' && (key as { scheme?: unknown }).scheme === 'rsa';
    console.log(`    “${name}”${isNew ? ' (new at each start)' : ''}`);
    for (const [part, text] of Object.entries(key as object)) {
      console.log(`      ${part.padEnd(14)} ${String(text).trim().replaceAll('\n', '\n'.padEnd(22))}`);
    }
  }
  if (simulator.ca !== undefined) console.log(`  certificate authority to trust:\n${simulator.ca}`);
}

/** Ctrl C, or the end of whoever started us. */
function endOfRun(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

try {
  const wanted = readArguments();
  if (wanted === undefined) console.log(usage);
  else {
    const running = await startAll(wanted);
    for (const simulator of running) {
      simulator.run(wanted.rate);
      describe(simulator, wanted);
    }
    console.log('\nEverything here is simulated: no venue is reached. Ctrl C ends it.');
    await endOfRun();
    await Promise.all(running.map((simulator) => simulator.close()));
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`simulators: ${error.message}`);
  process.exitCode = 2;
}
