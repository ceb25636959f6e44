import { WebSocket } from 'ws';
import { type DecodedFact, decodeFact, encodeFact } from '../../../rithmic/bufbuild-messages.ts';
import type { PlantName } from '../client.ts';
import { plants } from '../client.ts';
import { type Fields, texts } from '../fields.ts';
import { frame, unframe } from '../frames.ts';
import type { MemoryConnection } from '../memory.ts';
import type { RithmicKey } from '../users.ts';

/** A client of the protocol for the simulator's own tests: asks, collects, keeps what is pushed. */
export class ProtocolClient {
  readonly pushes: DecodedFact[] = [];
  /** Whether each frame that came had a length in front. */
  readonly framings: boolean[] = [];
  closedWith: number | undefined;
  isPrefixed = true;
  private readonly connection: MemoryConnection;
  private readonly pending = new Map<
    string,
    { frames: DecodedFact[]; done(frames: DecodedFact[]): void; fail(error: Error): void }
  >();
  private readonly waiting = new Set<() => void>();
  private count = 0;

  constructor(connection: MemoryConnection) {
    this.connection = connection;
    connection.onMessage((bytes) => this.receive(bytes));
    connection.onClose((code) => {
      this.closedWith = code;
      for (const { fail } of this.pending.values()) fail(new Error(`closed (${code})`));
      this.pending.clear();
      this.wake();
    });
  }

  /** Every frame of the answer, the last one included. */
  ask(name: string, fields: Fields = {}): Promise<DecodedFact[]> {
    this.count += 1;
    const key = String(this.count);
    const { promise, resolve, reject } = Promise.withResolvers<DecodedFact[]>();
    this.pending.set(key, { frames: [], done: resolve, fail: reject });
    this.sendPayload(encodeFact(name, { ...fields, user_msg: [key] }));
    return promise;
  }

  /** The last frame's fields. */
  async answer(name: string, fields: Fields = {}): Promise<Fields> {
    return (await this.ask(name, fields)).at(-1)?.fields ?? {};
  }

  async rows(name: string, fields: Fields = {}): Promise<Fields[]> {
    return (await this.ask(name, fields)).slice(0, -1).map((one) => one.fields);
  }

  sendPayload(payload: Uint8Array): void {
    this.connection.send(frame(payload, this.isPrefixed));
  }

  sendBytes(bytes: Uint8Array): void {
    this.connection.send(bytes);
  }

  logIn(key: RithmicKey, plant: PlantName, more: Fields = {}): Promise<Fields> {
    return this.answer('RequestLogin', {
      template_version: '5.42',
      ...key,
      app_name: 'test:SimulatorTests',
      app_version: '1.0',
      system_name: 'Rithmic Test',
      infra_type: plants.indexOf(plant) + 1,
      ...more,
    });
  }

  /** What has come for requests that are not answered in full yet. */
  unfinished(): DecodedFact[] {
    return [...this.pending.values()].flatMap(({ frames }) => frames);
  }

  heard(name: string): Fields[] {
    return this.pushes.filter((push) => push.name === name).map(({ fields }) => fields);
  }

  async until(holds: () => boolean, what = 'it'): Promise<void> {
    const end = performance.now() + 5000;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`It did not come about: ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 20);
        this.waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  close(): void {
    this.connection.terminate();
  }

  private receive(bytes: Uint8Array): void {
    const unframed = unframe(bytes);
    if (unframed === undefined) return;
    this.framings.push(unframed.isPrefixed);
    const message = decodeFact(unframed.payload);
    const [key = ''] = texts(message.fields, 'user_msg');
    const pending = this.pending.get(key);
    if (pending === undefined) this.pushes.push(message);
    else {
      pending.frames.push(message);
      const { rp_code: code, rq_handler_rp_code: rowCode } = message.fields;
      if (code !== undefined && rowCode === undefined) {
        this.pending.delete(key);
        pending.done(pending.frames);
      }
    }
    this.wake();
  }

  private wake(): void {
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

/** Over the network. */
export async function dialClient(url: string, options: { ca?: string } = {}): Promise<ProtocolClient> {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return new ProtocolClient({
    send: (bytes) => socket.send(bytes),
    onMessage: (listener) => socket.on('message', (data) => listener(data as Buffer)),
    onClose: (listener) => socket.on('close', listener),
    close: () => socket.close(),
    terminate: () => socket.terminate(),
  });
}
