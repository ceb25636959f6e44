import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ProtocolConnection } from './debugging-protocol.ts';

export interface Chromium {
  readonly connection: ProtocolConnection;
  readonly address: string;
  readonly processId: number;
  kill(): void;
}

/** Starts the browser that plays Electron's renderers. Its folder belongs to the spec, which throws it away. */
export async function startChromium(): Promise<Chromium> {
  const folder = process.env.STAND_IN_CHROMIUM_FOLDER;
  if (folder === undefined) throw new Error('STAND_IN_CHROMIUM_FOLDER is not set');
  const program = spawn(
    findChromium(),
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-extensions',
      '--disable-popup-blocking',
      '--remote-debugging-port=0',
      `--user-data-dir=${folder}`,
      '--no-startup-window',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => void program.kill('SIGKILL');
  try {
    const address = await listeningAddress(program);
    const connection = await ProtocolConnection.connect(address);
    return { connection, address, processId: program.pid ?? 0, kill };
  } catch (cause) {
    kill();
    throw cause;
  }
}

function findChromium(): string {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) throw new Error('no Chromium found; install it or set CHROMIUM to its path');
  return found;
}

function listeningAddress(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    program.stderr?.on('data', (chunk) => {
      output += String(chunk);
      const found = /DevTools listening on (ws:\S+)/.exec(output);
      if (found?.[1]) resolve(found[1]);
    });
    program.on('error', reject);
    program.on('exit', (code) =>
      reject(new Error(`Chromium ended with ${code} before it listened:\n${output}`)),
    );
  });
}
