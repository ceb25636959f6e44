import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../src-shared/domain/failure.ts';
import { createApp } from '../app.ts';
import { startWebHost } from '../web/index.ts';
import { type CliCommand, exitCodes } from './command.ts';
import { openInBrowser } from './open-in-browser.ts';

/** High enough to be free on most machines, the same every time so that a bookmark works. */
const usualPort = 8642;

export const serveCommand: CliCommand = {
  name: 'serve',
  usage: 'serve [--port N] [--open] [--developer] [--json]',
  summary: 'runs Tidemark without a desktop window: open the printed address in a browser on this machine',
  help: [
    `--port N          loopback port, ${usualPort} by default, 0 for any free one`,
    '--developer       allows connections to simulators instead of the venues',
    '--open            opens the address in the default browser',
    '--json            prints {"address","origin"} when ready; every line on standard input prints a new address',
    'The address lets one page in, once, within a minute. Press Enter for a new one, Ctrl C to stop.',
  ],
  options: {
    port: { type: 'string' },
    open: { type: 'boolean' },
    developer: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ profile, version, values, print, signal }) {
    const port = values.port === undefined ? usualPort : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Failure('invalid', `“${values.port}” is not a port. Write a number up to 65535.`);
    }
    const pageFolder = builtPage();
    const isDeveloper = values.developer === true || process.env.TIDEMARK_DEVELOPER === '1';
    const app = await createApp({ profile, host: 'web', version, isDeveloper });
    try {
      const host = await startWebHost({ profile, pageFolder, port, openPage: app.openPage, log: app.log });
      const announce = () => {
        const address = host.launchAddress();
        if (values.json === true) print(JSON.stringify({ address, origin: host.origin }));
        else print(`Tidemark is running. Open ${address}`);
      };
      announce();
      if (values.open === true) openInBrowser(host.launchAddress());
      if (values.json !== true)
        print('(good for one page and one minute; Enter prints a new one, Ctrl C stops)');
      process.stdin.on('data', announce);
      process.stdin.on('error', () => process.stdin.destroy());
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      process.stdin.destroy();
      await host.stop();
    } finally {
      await app.stop();
    }
    return exitCodes.done;
  },
};

/** The page as `vite build` left it: beside the bundle when bundled, in `dist/renderer` of the checkout otherwise. */
function builtPage(): string {
  const relative = import.meta.url.endsWith('.ts') ? '../../dist/renderer' : '../renderer';
  const folder = fileURLToPath(new URL(relative, import.meta.url));
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Failure('unavailable', 'The page has not been built. Run “npm start”, which builds it first.');
  }
  return folder;
}
