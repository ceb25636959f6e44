import { parseArgs } from 'node:util';
import { startBinanceSimulator } from './binance/index.ts';
import { startCoinbaseSimulator } from './coinbase/index.ts';
import type { Simulator, SimulatorOptions } from './exchange/simulator.ts';
import { startKrakenSimulator } from './kraken/index.ts';
import { startZerodhaSimulator } from './zerodha/index.ts';

/*
 * Starts the simulated venues for a person: prices move, keys and addresses are printed, Ctrl C ends it.
 *
 *   npm run simulators [-- --venue binance --rate 5 --tls]
 */

const starters: Record<string, { port: number; start(options: SimulatorOptions): Promise<Simulator> }> = {
  binance: { port: 7301, start: startBinanceSimulator },
  coinbase: { port: 7302, start: startCoinbaseSimulator },
  kraken: { port: 7303, start: startKrakenSimulator },
  zerodha: { port: 7304, start: startZerodhaSimulator },
};

const { values } = parseArgs({
  options: {
    venue: { type: 'string', multiple: true },
    rate: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    tls: { type: 'boolean', default: false },
  },
});

const running: Simulator[] = [];
for (const [venue, { port, start }] of Object.entries(starters)) {
  if (values.venue !== undefined && !values.venue.includes(venue)) continue;
  const simulator = await start({ port, tls: values.tls, seed: Number(values.seed) });
  simulator.run(Number(values.rate));
  running.push(simulator);
  describe(simulator);
}
if (running.length === 0) console.error(`No such venue. There are: ${Object.keys(starters).join(', ')}.`);
else console.log('\nEverything here is simulated: no venue is reached. Ctrl C ends it.');

function describe(simulator: Simulator): void {
  console.log(`\n${simulator.venue}`);
  for (const [name, url] of Object.entries(simulator.url)) console.log(`  ${name.padEnd(18)} ${url}`);
  console.log(`  ${'markets'.padEnd(18)} ${[...simulator.feeds.keys()].join(', ')}`);
  for (const [name, key] of Object.entries(simulator.credentials)) {
    console.log(`  key “${name}”`);
    for (const [part, text] of Object.entries(key as object)) {
      console.log(`    ${part.padEnd(16)} ${String(text).trim().replaceAll('\n', '\n'.padEnd(22))}`);
    }
  }
  if (simulator.ca !== undefined) console.log(`  trust this authority:\n${simulator.ca}`);
}

process.once('SIGINT', () => {
  Promise.all(running.map((simulator) => simulator.close())).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
