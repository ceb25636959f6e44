import type { InstrumentId } from '../../src-shared/domain/instrument.ts';
import type { Json } from '../../src-shared/domain/json.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { AuditRepository, ConnectionRepository } from './connection-store.ts';
import type { ScriptRepository } from './script-store.ts';
import type { TradingRepository } from './trading-store.ts';

/** The user's settings, one JSON value a key. Meaning and defaults belong to whoever owns the key. */
export interface SettingsRepository {
  all(): Readonly<Record<string, Json>>;
  get(key: string): Json | undefined;
  set(key: string, value: Json): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Workspaces and watchlists that there may be, each: more than anyone keeps, and a bound on what a page can store. */
export const mostDocuments = 200;

/** A named arrangement of panels. `layout` is the page's own, versioned form. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly layout: Json;
  readonly updatedAt: EpochMs;
}

export interface WorkspaceRepository {
  list(): readonly Workspace[];
  get(id: string): Workspace | undefined;
  /** @throws Failure `invalid` for a new one when there are `mostDocuments`. */
  save(workspace: Workspace): Promise<void>;
  remove(id: string): Promise<boolean>;
}

export interface Watchlist {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly instruments: readonly InstrumentId[];
}

export interface WatchlistRepository {
  list(): readonly Watchlist[];
  /** @throws Failure `invalid` for a new one when there are `mostDocuments`. */
  save(watchlist: Watchlist): Promise<void>;
  remove(id: string): Promise<boolean>;
}

/** The drawings on one instrument, as the documented drawing format; saved as a whole, last one wins. */
export interface DrawingRepository {
  get(instrument: InstrumentId): Json | undefined;
  save(instrument: InstrumentId, drawings: Json): Promise<void>;
}

/** Something kept by the hash of its bytes (J10). */
export interface Attachment {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly addedAt: EpochMs;
}

export interface AttachmentRepository {
  list(): readonly Attachment[];
  add(name: string, mediaType: string, bytes: Uint8Array): Promise<Attachment>;
  read(sha256: string): Promise<Uint8Array | undefined>;
  remove(sha256: string): Promise<boolean>;
  /** Deletes files that no row names. Answers how many went. */
  sweep(): Promise<number>;
}

/** journal.db: everything that cannot be fetched again. Every promise resolves after the commit (J3). */
export interface JournalStore {
  readonly settings: SettingsRepository;
  readonly workspaces: WorkspaceRepository;
  readonly watchlists: WatchlistRepository;
  readonly drawings: DrawingRepository;
  readonly attachments: AttachmentRepository;
  readonly connections: ConnectionRepository;
  readonly audit: AuditRepository;
  readonly trading: TradingRepository;
  readonly scripts: ScriptRepository;
}
