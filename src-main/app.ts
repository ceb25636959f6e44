import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { LatencyReport, Notice } from '../src-shared/contract/system.ts';
import { epochMs } from '../src-shared/domain/time.ts';
import type { OpenEntryWindow } from './connections/index.ts';
import { defaultReplay, defaultReplaySpeed } from './default-replay.ts';
import { createLog, type Log } from './log.ts';
import { importBundled } from './market/import/bundled.ts';
import { loadCatalogue } from './market/import/catalogue.ts';
import { createImporter } from './market/import/index.ts';
import {
  activityBars,
  createMarketHub,
  fetchTrades,
  LatencyMeter,
  type MarketHub,
  PageStream,
} from './market/index.ts';
import { createUploads } from './market/uploads.ts';
import { openConnections } from './open-connections.ts';
import { rememberReplay, resumeReplay } from './remembered-replay.ts';
import { Broadcast, createRpc, type PageLink, type PageSession, type PreparationStep } from './rpc/index.ts';
import { createScripts } from './scripts/index.ts';
import { openStorage, type Storage } from './storage/index.ts';
import { systemWorld } from './system-world.ts';
import { createTrading } from './trading/index.ts';
import type { Strength } from './vault/index.ts';
import { outgoingAddress, watchSleep } from './venues/connection/index.ts';
import { openReplay, type ReplayVenue, systemReplayClock } from './venues/replay/index.ts';
import type { VenueKind } from './venues/venue-kind.ts';

export interface AppOptions {
  readonly profile: string;
  readonly host: 'desktop' | 'web';
  readonly version: string;
  /** Folder of bundled markets; the product's own unless a test brings another. */
  readonly marketsFolder?: string;
  /** Kinds of venues; the product's own unless a test brings others. */
  readonly venueKinds?: readonly VenueKind[];
  /** Cost of a guess at the passphrase; the machine's own unless a test brings the least that is allowed. */
  readonly vaultStrength?: Strength;
  /** Allows connections to other addresses than the venues' own: simulators. */
  readonly isDeveloper?: boolean;
  /** The desktop's own window for keys; without it they are entered in a terminal. */
  readonly openEntryWindow?: OpenEntryWindow;
  /** Opens an https page in the system's browser, where the host has one. */
  readonly openInBrowser?: (url: string) => Promise<boolean>;
}

export interface TidemarkApp {
  readonly storage: Storage;
  readonly hub: MarketHub;
  readonly replay: ReplayVenue;
  readonly log: Log;
  readonly notices: Broadcast<Notice>;
  /** Resolves when the bundled markets are in and the default replay is loaded; never rejects. */
  readonly prepared: Promise<void>;
  openPage(link: PageLink): PageSession;
  /** The machine goes to sleep. */
  onSleep(): void;
  /** The screen was locked or the machine goes to sleep: a passphrase vault closes, where the user chose that. */
  lockVault(reason: string): void;
  /** The machine woke up: sockets may be dead without knowing. */
  onWake(): void;
  /** Ends connections, stores what is waiting, closes the profile. */
  stop(): Promise<void>;
}

const ownMarkets = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../assets/markets' : '../../assets/markets', import.meta.url),
);

const samplesFolder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../assets/scripts' : '../../assets/scripts', import.meta.url),
);

const reportEveryMs = 1000;

/**
 * Builds the application from its parts: the one place where everything meets. Opening a page needs no more than the
 * storage, so hosts are ready at once; bundled markets arrive while the first page already looks on.
 * @throws Failure when the profile cannot be opened.
 */
export async function createApp(options: AppOptions): Promise<TidemarkApp> {
  const { profile, version } = options;
  const now = () => epochMs(Date.now());
  const startedAt = now();
  const log = createLog(profile);
  const undo: (() => unknown)[] = [() => log.close()];
  try {
    const storage = await openStorage({
      profile,
      host: options.host === 'desktop' ? 'desktop' : 'headless',
      now,
      log,
    });
    undo.push(() => storage.close());
    const { market, journal } = storage;

    const latency = new LatencyMeter();
    const hub = createMarketHub({ market, latency, log });
    const notices = new Broadcast<Notice>(50);
    const replay = openReplay({
      source: market,
      clock: systemReplayClock,
      now,
      onFault: (failure) => {
        log('replay.stopped', { error: failure });
        notices.publish({ level: 'warn', title: 'The replay stopped', text: failure.message.slice(0, 500) });
      },
    });
    undo.push(hub.attach(replay), () => replay.disconnect());

    const world = systemWorld(log);
    const trading = createTrading({ repository: journal.trading, world });
    undo.push(() => trading.stop());
    const opened = await openConnections({
      profile,
      journal,
      log,
      isDeveloper: options.isDeveloper === true,
      ...(options.venueKinds === undefined ? {} : { kinds: options.venueKinds }),
      ...(options.vaultStrength === undefined ? {} : { vaultStrength: options.vaultStrength }),
      ...(options.openEntryWindow === undefined ? {} : { openEntryWindow: options.openEntryWindow }),
      attach: (venue, { label, hasMarketData }) => {
        const releases = [trading.attach(venue, label), ...(hasMarketData ? [hub.attach(venue)] : [])];
        return () => {
          for (const release of releases) release();
        };
      },
    });
    undo.push(() => opened.close());
    undo.push(watchSleep(world, () => opened.connections.onWake()));
    await opened.entries.start();

    const importer = createImporter({ market, now, log });
    undo.push(() => importer.close());
    const uploads = createUploads(join(profile, 'incoming'), randomUUID);
    await uploads.sweep().catch((error: unknown) => log('uploads.not-swept', { error }));

    const scripts = await createScripts({
      hub,
      repository: journal.scripts,
      samplesFolder,
      now,
      newId: randomUUID,
      log,
    });
    undo.push(() => scripts.stop());

    const latencyReports = new Broadcast<LatencyReport>(2);
    undo.push(reportLatency(latency, latencyReports));
    const steps = new Broadcast<PreparationStep>(10);
    let step: PreparationStep = { done: 0, total: 1, doing: 'Looking for bundled markets' };
    const onStep = (next: PreparationStep) => {
      step = next;
      steps.publish(next);
    };

    const isFirstStart = journal.settings.get('ui.welcomed') !== true;
    const rpc = createRpc({
      market,
      journal,
      hub,
      openStream: (channel) => new PageStream(hub, channel, latency),
      standingNotices: () => storageNotices(storage),
      trades: { fetch: (fetch) => fetchTrades({ ...fetch, market }), activityBars },
      importer,
      uploads,
      replay: replay.session,
      connections: opened.connections,
      entries: opened.entries,
      vault: opened.vaultAccess,
      trading,
      scripts,
      openInBrowser: options.openInBrowser ?? (async () => false),
      outgoingAddress: (proxy) => outgoingAddress(proxy, world.monotonicMs),
      latency: latencyReports,
      notices,
      preparation: { current: () => step, steps },
      info: () => ({
        version,
        platform: `${process.platform} ${process.arch}`,
        nodeVersion: process.versions.node,
        sqliteVersion: storage.health().sqliteVersion,
        startedAt,
        isFirstStart: isFirstStart && journal.settings.get('ui.welcomed') !== true,
      }),
      now,
      log,
    });

    const ending = new AbortController();
    // A turn later, so that a host can say first that it is ready.
    const prepared = new Promise((resolve) => setImmediate(resolve)).then(() =>
      prepare({ storage, replay, log, now, onStep, notices, signal: ending.signal }, options.marketsFolder),
    );
    // Never rejects: each connection tells its own troubles.
    void prepared.then(() => (ending.signal.aborted ? undefined : opened.connections.start()));
    const memory = prepared.then(() =>
      rememberReplay(replay.session, journal.settings, (error) => log('replay.not-remembered', { error })),
    );
    undo.push(
      async () => (await memory).stop(),
      () => ending.abort(),
    );
    log('app.started', {
      version,
      host: options.host,
      platform: process.platform,
      nodeVersion: process.version,
    });
    return {
      storage,
      hub,
      replay,
      log,
      notices,
      prepared,
      openPage: (link) => rpc.openPage(link),
      onSleep: () => void opened.connections.onSleep(),
      lockVault: (reason) => {
        // Only where the user wants it: a locked vault leaves running connections without their keys.
        if (journal.settings.get('vault.locksWithScreen') !== true) return;
        opened.vault.lock(reason).catch((error: unknown) => log('vault.not-locked', { error }));
      },
      onWake: () => opened.connections.onWake(),
      stop: () => unwind(undo),
    };
  } catch (error) {
    await unwind(undo);
    throw error;
  }
}

async function unwind(undo: (() => unknown)[]): Promise<void> {
  const failures: unknown[] = [];
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
    try {
      await step();
    } catch (error) {
      // The rest must still be closed, above all the storage.
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the application did not stop cleanly');
}

interface Preparation {
  storage: Storage;
  replay: ReplayVenue;
  log: Log;
  now(): ReturnType<typeof epochMs>;
  onStep(step: PreparationStep): void;
  notices: Broadcast<Notice>;
  signal: AbortSignal;
}

/** Brings in the bundled markets that are missing and gets the default replay ready to play, each as far as it goes. */
async function prepare(parts: Preparation, marketsFolder = ownMarkets): Promise<void> {
  const { log, notices, signal, onStep } = parts;
  const steps = [
    {
      run: () => bringInBundled(parts, marketsFolder),
      event: 'app.bundled-failed',
      title: 'Bundled markets are missing',
      text: 'They could not be brought in. Everything else works; import a file in the Data panel instead.',
    },
    {
      run: () => playReplay(parts),
      event: 'app.replay-failed',
      title: 'The replay did not start',
      text: 'Everything else works. Choose what to play in the Replay panel; the log says what went wrong.',
    },
  ];
  for (const { run, event, title, text } of steps) {
    if (signal.aborted) return;
    try {
      await run();
    } catch (error) {
      if (signal.aborted) return;
      log(event, { error });
      notices.publish({ level: 'warn', title, text });
    }
  }
  onStep({ done: 1, total: 1, doing: '' });
}

async function bringInBundled(parts: Preparation, marketsFolder: string): Promise<void> {
  const { storage, log, now, onStep, notices, signal } = parts;
  const { failed } = await importBundled(
    { market: storage.market, settings: storage.journal.settings, now, log },
    await loadCatalogue(marketsFolder),
    ({ file, filesDone, filesTotal }) => onStep({ done: filesDone, total: filesTotal + 1, doing: file }),
    signal,
  );
  if (failed.length === 0) return;
  notices.publish({
    level: 'warn',
    title: 'Some bundled markets are missing',
    text: `${failed.join(', ')} could not be brought in. The next start tries again.`.slice(0, 500),
  });
}

/** What was played last goes on; on a new profile, or when that is no longer stored, the default does. */
async function playReplay({ storage: { market, journal }, replay, log }: Preparation): Promise<void> {
  await replay.connect();
  try {
    if (resumeReplay(replay.session, journal.settings)) return;
  } catch (error) {
    log('replay.not-resumed', { error });
  }
  // The user may have deleted some of it, or a file was faulty: what is there plays.
  const tracks = defaultReplay.tracks.filter(({ source, from }) =>
    [...market.seriesSummaries(source), ...market.tickSummaries(source)].some(({ last }) => last > from),
  );
  if (tracks.length === 0) return;
  replay.session.load(tracks, defaultReplay.seed);
  replay.session.setSpeed(defaultReplaySpeed);
  replay.session.play();
}

/** What is wrong with the profile for as long as it is, for every window that opens. */
function storageNotices(storage: Storage): Notice[] {
  const { journal, market, warnings } = storage.health();
  const damaged = [journal, market].filter(({ state }) => state === 'read-only');
  return [
    ...damaged.map(({ file, reason }) => ({
      level: 'danger' as const,
      title: file === 'journal' ? 'The journal can only be read' : 'Stored prices can only be read',
      text: reason.slice(0, 500),
    })),
    ...warnings.map((text) => ({
      level: 'warn' as const,
      title: 'About your profile',
      text: text.slice(0, 500),
    })),
  ];
}

/** A report a second while someone listens; what was counted meanwhile is in it, and only in it. */
function reportLatency(meter: LatencyMeter, reports: Broadcast<LatencyReport>): () => void {
  const loop = monitorEventLoopDelay({ resolution: 4 });
  loop.enable();
  const timer = setInterval(() => {
    const { events, frames, conflated, stages } = meter.take();
    const delay = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 4);
    const mainLoop = {
      stage: 'main-loop' as const,
      count: loop.count,
      p50: delay(loop.percentile(50)),
      p95: delay(loop.percentile(95)),
      p99: delay(loop.percentile(99)),
      max: delay(loop.max),
    };
    const isMeasured = loop.count > 0;
    loop.reset();
    if (!reports.hasListeners) return;
    reports.publish({
      at: epochMs(Date.now()),
      eventsPerSecond: (events * 1000) / reportEveryMs,
      framesPerSecond: (frames * 1000) / reportEveryMs,
      conflated,
      stages: isMeasured ? [...stages, mainLoop] : stages,
    });
  }, reportEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    loop.disable();
  };
}
