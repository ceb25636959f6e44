import type { Page } from 'playwright';

/** What a page has seen, in ms since its navigation began; NaN before it happened. */
export interface ProbeReport {
  /** The last press of the pointer. */
  readonly pressedAt: number;
  readonly historyAskedAt: number;
  readonly historyCameAt: number;
  /** When a frame with bars in it was on the screen. */
  readonly paintedAt: number;
}

export interface LiveReport {
  readonly framesPerSecond: number;
  /** Longest gaps between frames. */
  readonly gapP99: number;
  /** From the newest event of a batch reaching the main process to the frame that shows it; empty for bare charts. */
  readonly delays: readonly number[];
}

interface ProbeWindow {
  tidemarkProbe: {
    report: { pressedAt: number; historyAskedAt: number; historyCameAt: number; paintedAt: number };
    watchPaint(since: number): void;
    again(): void;
    live(ms: number): Promise<LiveReport>;
  };
}

/**
 * Watches from inside, without touching the application: sockets for the history request and its answer, the canvas
 * for drawing, and frames. A frame counts as painted when a task runs after the animation callbacks that drew it.
 */
export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const nothing = {
      pressedAt: Number.NaN,
      historyAskedAt: Number.NaN,
      historyCameAt: Number.NaN,
      paintedAt: Number.NaN,
    };
    const report = { ...nothing };
    let drawnAt = Number.NaN;
    let receivedAt = 0;
    const afterPaint = (run: () => void) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = run;
        channel.port2.postMessage(0);
      });
    const drawing = CanvasRenderingContext2D.prototype;
    const { fillRect, stroke, fill } = drawing;
    const noted = (original: unknown) =>
      function (this: CanvasRenderingContext2D, ...values: unknown[]) {
        drawnAt = performance.now();
        (original as (...values: unknown[]) => void).apply(this, values);
      };
    const again = () => {
      Object.assign(report, nothing);
      Object.assign(drawing, { fillRect: noted(fillRect), stroke: noted(stroke), fill: noted(fill) });
    };
    again();
    addEventListener('pointerdown', () => Object.assign(report, { pressedAt: performance.now() }), true);
    const watchPaint = (since: number) => {
      if (!(drawnAt >= since)) {
        afterPaint(() => watchPaint(since));
        return;
      }
      report.paintedAt = performance.now();
      // Noting every stroke would cost a live chart two milliseconds a frame.
      Object.assign(drawing, { fillRect, stroke, fill });
    };
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (this: WebSocket, data: Parameters<typeof send>[0]) {
      if (typeof data === 'string' && data.includes('history') && Number.isNaN(report.historyAskedAt)) {
        report.historyAskedAt = performance.now();
        return send.call(this, data);
      }
      return send.call(this, data);
    };
    const OriginalSocket = WebSocket;
    const batchKind = 1;
    const historyKind = 2;
    const bundleKind = 5;
    /** Where the last frame of a message begins: a bundle's batch is its last. */
    const lastFrameIn = (view: DataView) => {
      if (view.getUint16(4, true) !== bundleKind) return 0;
      let at = 40;
      for (;;) {
        const next = at + 8 + Math.ceil(view.getUint32(at, true) / 8) * 8;
        if (next >= view.byteLength) return at + 8;
        at = next;
      }
    };
    Object.assign(globalThis, {
      WebSocket: class extends OriginalSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols);
          this.addEventListener('message', (event: MessageEvent<unknown>) => {
            if (!(event.data instanceof ArrayBuffer) || event.data.byteLength < 40) return;
            const message = new DataView(event.data);
            const header = new DataView(event.data, lastFrameIn(message));
            const kind = header.getUint16(4, true);
            // Frames of scripts and books have other words there.
            if (kind === batchKind) receivedAt = header.getFloat64(24, true);
            if (kind !== historyKind) return;
            const isLast = header.getUint32(16, true) === header.getUint32(20, true) - 1;
            if (!isLast || !Number.isNaN(report.historyCameAt)) return;
            const cameAt = performance.now();
            report.historyCameAt = cameAt;
            afterPaint(() => watchPaint(cameAt));
          });
        }
      },
    });
    const live = (ms: number) =>
      new Promise<LiveReport>((resolve) => {
        const gaps: number[] = [];
        const delays: number[] = [];
        const started = performance.now();
        let last = started;
        let shown = receivedAt;
        const frame = (now: number) => {
          gaps.push(now - last);
          last = now;
          const newest = receivedAt;
          if (newest > 0 && newest !== shown) {
            shown = newest;
            const channel = new MessageChannel();
            channel.port1.onmessage = () => delays.push(performance.timeOrigin + performance.now() - newest);
            channel.port2.postMessage(0);
          }
          if (now - started < ms) {
            requestAnimationFrame(frame);
            return;
          }
          const sorted = gaps.slice(1).sort((a, b) => a - b);
          resolve({
            framesPerSecond: (sorted.length * 1000) / (now - started),
            gapP99: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN,
            delays,
          });
        };
        requestAnimationFrame(frame);
      });
    Object.assign(globalThis, { tidemarkProbe: { report, watchPaint, again, live } });
  });
}

/** The next history that is asked for counts. */
export function watchAgain(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as ProbeWindow).tidemarkProbe.again());
}

/** Waits for the first frame with bars. */
export async function painted(page: Page): Promise<ProbeReport> {
  await page.waitForFunction(
    () => !Number.isNaN((globalThis as unknown as ProbeWindow).tidemarkProbe.report.paintedAt),
    undefined,
    { timeout: 60_000 },
  );
  return page.evaluate(() => (globalThis as unknown as ProbeWindow).tidemarkProbe.report);
}

export function watchLive(page: Page, ms: number): Promise<LiveReport> {
  return page.evaluate((duration) => (globalThis as unknown as ProbeWindow).tidemarkProbe.live(duration), ms);
}
