import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../../src-main/app.ts';
import { startWebHost } from '../../../src-main/web/index.ts';
import { PretendedWorld, pretendedKind } from './pretended-kind.ts';
import { pretendedProp } from './pretended-prop.ts';

/*
 * The web host with pretended venues instead of the real ones: `node serve.ts PROFILE PORT`. Prints {address, origin} as
 * `tidemark serve --json` does. Takes a JSON object a line: {"drop": NICKNAME, "reason": TEXT} cuts a connection,
 * {"recover": NICKNAME} brings it back, {"logout": NICKNAME} is another login that takes its place.
 */

const [profile = '', port = '0'] = process.argv.slice(2);
const root = new URL('../../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const world = new PretendedWorld();
const app = await createApp({
  profile,
  host: 'web',
  version,
  // Many of these run at once on few processors; 256 MiB each would be most of the time they take.
  vaultStrength: { memoryKiB: 64 * 1024, passes: 3, lanes: 1 },
  venueKinds: [
    pretendedKind(world, 'exchange', 'Exchange'),
    pretendedKind(
      world,
      'broker',
      'Broker',
      {
        summary: 'Stocks and options, with a login every day.',
        isPublic: false,
        environments: ['live'],
        products: [{ name: 'equity', label: 'Stocks' }],
        warnings: ['Orders are accepted only from a static address that is registered with the broker.'],
      },
      true,
    ),
    pretendedProp(world),
  ],
});
const pageFolder = fileURLToPath(new URL('dist/renderer', root));
const host = await startWebHost({
  profile,
  pageFolder,
  port: Number(port),
  openPage: app.openPage,
  log: app.log,
});
console.log(JSON.stringify({ address: host.launchAddress(), origin: host.origin }));

createInterface({ input: process.stdin }).on('line', (line) => {
  const { drop, recover, logout, reason } = JSON.parse(line) as Partial<
    Record<'drop' | 'recover' | 'logout' | 'reason', string>
  >;
  if (drop !== undefined) world.drop(drop, reason ?? 'The venue closed the connection.');
  if (logout !== undefined) world.logOut(logout);
  if (recover !== undefined) world.recover(recover);
});
process.once('SIGTERM', () => {
  const stop = async () => {
    await host.stop();
    await app.stop();
    process.exit(0);
  };
  void stop();
});
