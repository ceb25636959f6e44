import type { JournalStore } from '../journal-store.ts';
import { type AttachmentParts, attachmentRepository } from './attachments.ts';
import { auditRepository, connectionRepository } from './connections.ts';
import {
  drawingRepository,
  settingsRepository,
  watchlistRepository,
  workspaceRepository,
} from './documents.ts';
import { scriptRepository } from './scripts.ts';
import { tradingRepository } from './trading.ts';

/** The journal half of storage over an open reader and writer. */
export function openJournal(parts: AttachmentParts): JournalStore {
  return {
    settings: settingsRepository(parts),
    workspaces: workspaceRepository(parts),
    watchlists: watchlistRepository(parts),
    drawings: drawingRepository(parts),
    attachments: attachmentRepository(parts),
    connections: connectionRepository(parts),
    audit: auditRepository(parts),
    trading: tradingRepository(parts),
    scripts: scriptRepository(parts),
  };
}
