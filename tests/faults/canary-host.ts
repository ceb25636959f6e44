import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink, type SupportedMessagePort } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { contract } from '../../src-shared/contract/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that came out of a process: to be searched. */
export interface Heard {
  readonly name: string;
  bytes: Buffer;
}

/** The application as programs of their own: the web host, its page without a browser, and the command line. */
export class CanaryHost {
  readonly profile: string;
  readonly outputs: Heard[] = [];
  /** What the host sent to the page, and what the page sent. */
  readonly toPage: Heard = { name: 'frames to the page', bytes: Buffer.alloc(0) };
  code = '';
  token = '';
  #child: ChildProcess | undefined;
  readonly #sockets: WebSocket[] = [];

  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), 'tidemark-canary-'));
  }

  async start(): Promise<ContractRouterClient<typeof contract>> {
    const child = this.#spawn('the web host', ['serve', '--port', '0', '--json'], '');
    this.#child = child;
    const [output, complaints] = this.outputs.slice(-2) as [Heard, Heard];
    while (!output.bytes.includes('\n')) {
      if (child.exitCode !== null) throw new Error(`the web host ended: ${complaints.bytes}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const line = output.bytes.toString('utf8').split('\n')[0] ?? '';
    const { address, origin } = JSON.parse(line) as { address: string; origin: string };
    this.code = address.split('#code=')[1] ?? '';
    // The printed address is how the code gets to the person; nothing else may hold it.
    output.bytes = output.bytes.subarray(Buffer.byteLength(line));
    const answer = await fetch(`${origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ code: this.code }),
    });
    this.token = ((await answer.json()) as { token: string }).token;
    const page = randomUUID();
    const [control] = await Promise.all(['control', 'data'].map((role) => this.#socket(origin, role, page)));
    if (control === undefined) throw new Error('no socket');
    const port = {
      on(event: string, listener: (event?: { data: unknown }) => void): void {
        if (event === 'message') control.on('message', (data) => listener({ data: String(data) }));
        else if (event === 'close') control.on('close', () => listener());
      },
      postMessage: (data: string) => control.send(data),
    };
    return createORPCClient(new RPCLink({ port: port as unknown as SupportedMessagePort }));
  }

  /** One run of the command line; what it printed is kept for the search. */
  async run(args: readonly string[], input = ''): Promise<number | null> {
    const child = this.#spawn(`tidemark ${args.join(' ')}`, args, input);
    const [code] = (await once(child, 'close')) as [number | null];
    return code;
  }

  /** Enters values where the page waits for them, as a person does with a file. */
  async enter(id: string, values: Readonly<Record<string, string>>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'tidemark-keys-'));
    const file = join(folder, 'keys.json');
    writeFileSync(file, JSON.stringify(values), { mode: 0o600 });
    const code = await this.run(['connection', 'keys', id, '--file', file]);
    rmSync(folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`connection keys ended with ${code}`);
  }

  /** Has the host write what Node writes of a process that dies: arguments, environment, stacks, sockets. */
  async reportAsInACrash(): Promise<void> {
    this.#child?.kill('SIGUSR2');
    await this.#reported();
  }

  /** A program that takes one secret as an argument and one from the environment, and reports as in a crash. */
  async runCareless(argument: string, variable: string): Promise<void> {
    const program = 'process.report.writeReport(); setTimeout(() => undefined, 500);';
    const child = spawn(process.execPath, [...this.#reporting(), '-e', program, argument], {
      env: { CARELESS: variable },
      stdio: 'ignore',
    });
    this.#watch('careless', child);
    await once(child, 'close');
    await this.#reported();
  }

  #reporting(): string[] {
    return ['--report-on-signal', '--report-on-fatalerror', `--report-directory=${this.profile}`];
  }

  async #reported(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const name = readdirSync(this.profile).find((one) => /^report\..*\.json$/.test(one));
      const text = name === undefined ? '' : readFileSync(join(this.profile, name), 'utf8');
      if (text.trimEnd().endsWith('}')) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('no report was written');
  }

  /** Keeps what others on this machine can see of a process and its children: arguments and environment. */
  #watch(name: string, child: ChildProcess): void {
    const seen = new Set<string>();
    const look = () => {
      for (const pid of child.pid === undefined ? [] : family(child.pid)) {
        for (const file of ['cmdline', 'environ']) {
          const bytes = readProcess(pid, file);
          const key = `${pid} ${file} ${bytes.toString('base64')}`;
          if (bytes.length === 0 || seen.has(key)) continue;
          seen.add(key);
          this.outputs.push({ name: `the process ${pid} of ${name}: ${file}`, bytes });
        }
      }
    };
    const timer = setInterval(look, 100);
    child.once('spawn', look);
    child.once('close', () => clearInterval(timer));
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.splice(0)) socket.terminate();
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'close');
  }

  #spawn(name: string, args: readonly string[], input: string): ChildProcess {
    const child = spawn(process.execPath, [...this.#reporting(), 'src-main/headless.ts', ...args], {
      cwd: root,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        TIDEMARK_PROFILE: this.profile,
        TIDEMARK_DEVELOPER: '1',
        // No keychain of whoever runs this.
        DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of ['stdout', 'stderr'] as const) {
      const heard: Heard = { name: `${stream} of ${name}`, bytes: Buffer.alloc(0) };
      this.outputs.push(heard);
      child[stream].on('data', (chunk: Buffer) => {
        heard.bytes = Buffer.concat([heard.bytes, chunk]);
      });
    }
    this.#watch(name, child);
    // A command that asks for nothing may be gone before it could read.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return child;
  }

  async #socket(origin: string, role: string, page: string): Promise<WebSocket> {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/${role}`, { headers: { origin } });
    this.#sockets.push(socket);
    const chunks: Buffer[] = [];
    socket.on('message', (data: Buffer) => {
      chunks.push(data, Buffer.from('\n'));
      if (chunks.length > 50) this.toPage.bytes = Buffer.concat([this.toPage.bytes, ...chunks.splice(0)]);
    });
    socket.on('close', () => {
      this.toPage.bytes = Buffer.concat([this.toPage.bytes, ...chunks.splice(0)]);
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ token: this.token, page }));
    // It is welcome when the page's other half is there, too.
    await once(socket, 'message');
    return socket;
  }
}

/** A process and those that it started. Empty where the system does not show processes as files. */
function family(pid: number): number[] {
  const children = readProcess(pid, `task/${pid}/children`).toString('utf8').split(' ').map(Number);
  return [pid, ...children.filter((child) => child > 0).flatMap(family)];
}

function readProcess(pid: number, file: string): Buffer {
  try {
    return readFileSync(`/proc/${pid}/${file}`);
  } catch {
    // It is gone, or this is no Linux.
    return Buffer.alloc(0);
  }
}
