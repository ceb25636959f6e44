import { EventEmitter } from 'node:events';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Chromium, startChromium } from './chromium.ts';
import { preventable } from './web-contents.ts';

/** Started with the first import, so that `ready` comes after the main module's own start, as in Electron. */
export const chromium: Promise<Chromium> = startChromium();
let running: Chromium | undefined;

class Application extends EventEmitter {
  readonly isPackaged = process.env.STAND_IN_PACKAGED === '1';
  readonly recorded: Record<string, unknown> = {};
  #name = 'Electron';
  #paths = new Map<string, string>();
  #isReady = false;
  #isQuitting = false;
  #windows: () => { close(): void }[] = () => [];
  #lock: { file: string; timer: NodeJS.Timeout } | undefined;
  readonly #ready = chromium.then((started) => {
    running = started;
    this.#isReady = true;
    this.emit('ready', {}, {});
  });

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before the app is ready');
    this.recorded.isSandboxEnabled = true;
  }
  setName(name: string): void {
    this.#name = name;
  }
  getName(): string {
    return this.#name;
  }
  getVersion(): string {
    return '0.0.0-stand-in';
  }
  getAppPath(): string {
    return process.cwd();
  }
  setAppUserModelId(id: string): void {
    this.recorded.appUserModelId = id;
  }
  setAboutPanelOptions(options: unknown): void {
    this.recorded.about = options;
  }
  showAboutPanel(): void {
    this.recorded.aboutShown = true;
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`the stand-in has no path "${name}"`);
    return path;
  }
  isReady(): boolean {
    return this.#isReady;
  }
  whenReady(): Promise<void> {
    return this.#ready;
  }

  /** A file with the owner's process id; a second start leaves its command line beside it. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    const file = join(folder, 'stand-in-instance');
    if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8')))) {
      writeFileSync(join(folder, `stand-in-second-${process.pid}`), JSON.stringify(process.argv));
      return false;
    }
    rmSync(file, { force: true });
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    const timer = setInterval(() => {
      for (const name of readdirSync(folder).filter((entry) => entry.startsWith('stand-in-second-'))) {
        const commandLine = JSON.parse(readFileSync(join(folder, name), 'utf8')) as string[];
        rmSync(join(folder, name));
        this.emit('second-instance', {}, commandLine, process.cwd(), null);
      }
    }, 100);
    this.#lock = { file, timer };
    return true;
  }

  watchWindows(list: () => { close(): void }[]): void {
    this.#windows = list;
  }

  quit(): void {
    if (this.#isQuitting) return;
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of this.#windows()) window.close();
    const will = preventable({});
    this.emit('will-quit', will);
    if (will.defaultPrevented) this.#isQuitting = false;
    else this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    if (this.#lock !== undefined) {
      clearInterval(this.#lock.timer);
      rmSync(this.#lock.file, { force: true });
    }
    const end = (started: Chromium) => {
      started.kill();
      process.exit(code);
    };
    if (running !== undefined) end(running);
    else chromium.then(end, () => process.exit(code));
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

export const app = new Application();

// Electron quits in good order when the system asks it to.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
