import { createStore } from 'zustand/vanilla';
import type { ScriptDrawings, ScriptEvent } from '../../../src-shared/contract/scripts.ts';
import type { ScriptFrame } from '../../../src-shared/stream/script-frame.ts';
import { failureSentence } from '../host/failure-sentence.ts';
import type { RpcClient } from '../host/rpc-client.ts';
import { type FrameClock, onNextFrame } from '../market/frame-clock.ts';
import { ScriptColumns } from './script-columns.ts';
import {
  afterEvent,
  initialRunState,
  type RunChange,
  type ScriptRun,
  type ScriptRunRequest,
  type ScriptRunState,
} from './script-run.ts';

/** Frames kept for channels that the page does not know yet: they may come before the answer that names them. */
const mostEarlyFrames = 512;

/** The page's end of script runs: starts them, again after every reconnect, and hands each its frames and events. */
export class ScriptClient {
  readonly #clock: FrameClock;
  readonly #runs = new Set<Run>();
  readonly #byChannel = new Map<number, Run>();
  #early: ScriptFrame[] = [];
  #opening = 0;
  #rpc: RpcClient | undefined;
  /** Goes up with every connection and loss: answers of earlier ones no longer count. */
  #connection = 0;

  constructor(clock: FrameClock = onNextFrame) {
    this.#clock = clock;
  }

  connected(rpc: RpcClient): void {
    this.#rpc = rpc;
    this.#connection += 1;
    for (const run of this.#runs) void this.#open(run);
  }

  disconnected(): void {
    this.#rpc = undefined;
    this.#connection += 1;
    this.#byChannel.clear();
    this.#early = [];
    for (const run of this.#runs) run.channel = undefined;
  }

  receive(frame: ScriptFrame): void {
    const run = this.#byChannel.get(frame.channel);
    if (run !== undefined) run.takeRows(frame);
    else if (this.#opening > 0 && this.#early.length < mostEarlyFrames) this.#early.push(frame);
  }

  start(request: ScriptRunRequest): ScriptRun {
    const run = new Run(request, this.#clock, () => this.#stop(run));
    this.#runs.add(run);
    void this.#open(run);
    return run;
  }

  async #open(run: Run): Promise<void> {
    const rpc = this.#rpc;
    if (rpc === undefined) return;
    const connection = this.#connection;
    const isSame = () => this.#connection === connection;
    const isWanted = () => this.#runs.has(run) && isSame();
    this.#opening += 1;
    try {
      const { channel } = await rpc.scriptRuns.start(run.request);
      if (!isWanted()) {
        if (isSame()) await rpc.scriptRuns.stop({ channel });
        return;
      }
      run.channel = channel;
      run.hasEventsAnew();
      this.#byChannel.set(channel, run);
      for (const frame of this.#early) if (frame.channel === channel) run.takeRows(frame);
      void this.#listen(run, rpc, channel, isWanted);
    } catch (error) {
      if (isWanted()) run.fail(failureSentence(error));
    } finally {
      this.#opening -= 1;
      if (this.#opening === 0) this.#early = [];
    }
  }

  async #listen(run: Run, rpc: RpcClient, channel: number, isWanted: () => boolean): Promise<void> {
    try {
      for await (const event of await rpc.scriptRuns.events({ channel })) {
        if (!isWanted()) return;
        run.takeEvent(event);
      }
    } catch (error) {
      if (isWanted()) run.fail(failureSentence(error));
    }
  }

  #stop(run: Run): void {
    if (!this.#runs.delete(run)) return;
    const { channel } = run;
    if (channel === undefined) return;
    this.#byChannel.delete(channel);
    // Over a lost connection there is nothing to stop: a channel ends with its page.
    this.#rpc?.scriptRuns.stop({ channel }).catch(() => undefined);
  }
}

class Run implements ScriptRun {
  readonly request: ScriptRunRequest;
  readonly state = createStore<ScriptRunState>(() => initialRunState);
  readonly stop: () => void;
  channel: number | undefined;
  drawings: ScriptDrawings | undefined;
  columns = new ScriptColumns();
  readonly #clock: FrameClock;
  readonly #listeners = new Set<(change: RunChange) => void>();
  #fromRow = Number.POSITIVE_INFINITY;
  #hasDrawings = false;
  #isTellDue = false;
  /** The next rows come from another run of the host's, whose generations count from the start. */
  #isRestarted = false;

  constructor(request: ScriptRunRequest, clock: FrameClock, stop: () => void) {
    this.request = request;
    this.#clock = clock;
    this.stop = () => {
      this.#listeners.clear();
      stop();
    };
  }

  onChange(listener: (change: RunChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  hasEventsAnew(): void {
    this.#isRestarted = true;
    const { declared } = this.state.getState();
    this.state.setState({ ...initialRunState, declared, generation: -1 });
  }

  takeRows(frame: ScriptFrame): void {
    if (this.#isRestarted) {
      this.#isRestarted = false;
      this.columns = new ScriptColumns();
    }
    const change = this.columns.take(frame);
    if (change === undefined) return;
    this.#fromRow = Math.min(this.#fromRow, change.fromRow);
    this.#tellSoon();
  }

  takeEvent(event: ScriptEvent): void {
    const before = this.state.getState();
    if (event.kind === 'drawings') {
      this.drawings = JSON.parse(event.json) as ScriptDrawings;
      this.#hasDrawings = true;
    } else if (event.generation !== before.generation && this.drawings !== undefined) {
      this.drawings = undefined;
      this.#hasDrawings = true;
    }
    this.state.setState(afterEvent(before, event), true);
    this.#tellSoon();
  }

  fail(message: string): void {
    const fault = { message, bar: null, place: null, diagnostics: [] };
    this.state.setState({ phase: 'failed', fault });
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#isTellDue) return;
    this.#isTellDue = true;
    this.#clock(() => {
      this.#isTellDue = false;
      const change = { fromRow: this.#fromRow, hasDrawings: this.#hasDrawings };
      this.#fromRow = Number.POSITIVE_INFINITY;
      this.#hasDrawings = false;
      for (const listener of [...this.#listeners]) listener(change);
    });
  }
}
