import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { _electron, type Browser, chromium, type Page } from 'playwright';
import { test as base, expect } from 'playwright/test';
import { type Build, mainFile, root } from './build.ts';
import { toChromium } from './stand-in/address.ts';

export { expect };

export interface LaunchOptions {
  readonly profile: string;
  readonly build?: Build;
  /** Behave as an installed program. The stand-in only. */
  readonly isPackaged?: boolean;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A running desktop application, on the stand-in or on Electron. */
export interface Desktop {
  /** `tidemark://app`, as the page itself sees it. */
  readonly pageOrigin: string;
  /** How a page has to spell an address that is `tidemark://…` to the main process. */
  address(inMain: string): string;
  /** Runs in the main process. The function must not use anything from around it. */
  evaluate<Answer, Argument = undefined>(
    task: (electron: typeof Electron, argument: Argument) => Answer | Promise<Answer>,
    argument?: Argument,
  ): Promise<Answer>;
  pages(): Page[];
  /** The first page whose address holds `text`. */
  page(text: string): Promise<Page>;
  errors(): string;
  /** Call it when all is over. */
  tidy(): Promise<void>;
  /** Resolves with the exit code. */
  exited: Promise<number | null>;
  kill(): void;
}

const pathFile = join(root, 'node_modules/electron/path.txt');

/** The Electron binary, where this machine has one. */
export function electronBinary(): string | undefined {
  const given = process.env.TIDEMARK_ELECTRON;
  if (given !== undefined) return given;
  if (!existsSync(pathFile)) return undefined;
  const binary = join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

async function waitFor<Value>(what: string, find: () => Value | undefined): Promise<Value> {
  const end = performance.now() + 40_000;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function launchStandIn(options: LaunchOptions): Promise<Desktop> {
  const register = new URL('./stand-in/register.ts', import.meta.url).href;
  const folder = await mkdtemp(join(tmpdir(), 'tidemark-chromium-'));
  const program: ChildProcess = spawn(
    process.execPath,
    ['--import', register, mainFile(options.build ?? 'stub'), ...(options.args ?? [])],
    {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: {
        ...process.env,
        NODE_NO_WARNINGS: '1',
        TIDEMARK_PROFILE: options.profile,
        STAND_IN_CHROMIUM_FOLDER: folder,
        STAND_IN_PACKAGED: options.isPackaged ? '1' : '0',
        ...options.env,
      },
    },
  );
  let errors = '';
  program.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  let chromiumId = 0;
  const waiting = new Map<number, (message: { answer?: unknown; error?: string }) => void>();
  let browser: Browser | undefined;
  const exited = new Promise<number | null>((resolve) => {
    program.on('exit', (code) => {
      for (const answer of waiting.values()) answer({ error: 'the program ended' });
      browser?.close().catch(() => undefined);
      resolve(code);
    });
  });
  interface Listening {
    kind: 'chromium';
    address: string;
    processId: number;
    pageOrigin: string;
  }
  const listening = await new Promise<Listening | undefined>((resolve) => {
    program.on(
      'message',
      (message: Listening | { kind?: undefined; id: number; answer?: unknown; error?: string }) => {
        if (message.kind === 'chromium') resolve(message);
        else waiting.get(message.id)?.(message);
      },
    );
    exited.then(() => resolve(undefined)).catch(() => resolve(undefined));
  });
  if (listening !== undefined) {
    chromiumId = listening.processId;
    browser = await chromium.connectOverCDP(listening.address).catch(() => undefined);
  }
  const pages = () => browser?.contexts().flatMap((context) => context.pages()) ?? [];
  let lastId = 0;
  return {
    pageOrigin: listening?.pageOrigin ?? '',
    address: toChromium,
    async evaluate(task, argument) {
      lastId += 1;
      const id = lastId;
      const answer = await new Promise<{ answer?: unknown; error?: string }>((resolve) => {
        waiting.set(id, resolve);
        program.send({ id, source: task.toString(), argument });
      });
      waiting.delete(id);
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.answer as never;
    },
    pages,
    page: (text) => waitFor(`a page ${text}`, () => pages().find((page) => page.url().includes(text))),
    errors: () => errors,
    tidy: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
    exited,
    kill() {
      program.kill('SIGKILL');
      // Its Chromium cannot notice that by itself.
      if (chromiumId > 0) killQuietly(chromiumId);
    },
  };
}

function killQuietly(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // Gone already, which is what was wanted.
    return;
  }
}

async function launchElectron(binary: string, options: LaunchOptions): Promise<Desktop> {
  const running = await _electron.launch({
    executablePath: binary,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      mainFile(options.build ?? 'stub'),
      ...(options.args ?? []),
    ],
    env: { ...(process.env as Record<string, string>), TIDEMARK_PROFILE: options.profile, ...options.env },
  });
  const program = running.process();
  let errors = '';
  program.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  return {
    pageOrigin: 'tidemark://app',
    address: (inMain) => inMain,
    evaluate: (task, argument) => running.evaluate(task as never, argument) as never,
    pages: () => running.windows(),
    page: (text) =>
      waitFor(`a page ${text}`, () => running.windows().find((page) => page.url().includes(text))),
    errors: () => errors,
    tidy: () => Promise.resolve(),
    exited: new Promise((resolve) => program.on('exit', (code) => resolve(code))),
    kill: () => void program.kill('SIGKILL'),
  };
}

interface Fixtures {
  /** An empty profile folder. */
  profile: string;
  launch(options?: Partial<LaunchOptions>): Promise<Desktop>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'tidemark-profile-'));
    await use(profile);
    await rm(profile, { recursive: true, force: true });
  },
  launch: async ({ profile }, use, info) => {
    const running: Desktop[] = [];
    await use(async (options = {}) => {
      const binary = info.project.name === 'electron' ? electronBinary() : undefined;
      const all = { profile, ...options };
      const desktop = binary === undefined ? await launchStandIn(all) : await launchElectron(binary, all);
      running.push(desktop);
      return desktop;
    });
    for (const desktop of running) desktop.kill();
    await Promise.all(running.map((desktop) => desktop.exited));
    await Promise.all(running.map((desktop) => desktop.tidy()));
  },
});

declare global {
  interface Window {
    /** What `page/page.js` saw. */
    probe: {
      handOvers: number;
      control: Record<string, unknown>[];
      frames: number;
      lastFrame: { type: string; bytes: number; own: number } | null;
      closed: string[];
      say: ((message: unknown) => void) | null;
      send: ((bytes: unknown, transfer?: unknown[]) => void) | null;
    };
  }
}

/** The main window with its ports in hand and frames coming in. */
export async function streamingPage(desktop: Desktop, text = '/index.html'): Promise<Page> {
  const page = await desktop.page(text);
  await page.waitForFunction(() => window.probe?.frames > 2);
  return page;
}
