import { journalKind } from '../../src-main/storage/journal/journal-kind.ts';
import { journalOperations } from '../../src-main/storage/journal/journal-operations.ts';
import type { DatabaseKind } from '../../src-main/storage/sqlite/database-kind.ts';
import { runWriter } from '../../src-main/storage/writer/run-writer.ts';

/*
 * The journal's own writer with a shorter write-ahead log, so that a small run meets many checkpoints. The control run
 * also takes away the flushes, which the product's types do not allow.
 */
const synchronous = process.env.TIDEMARK_FAULT_NO_FLUSH === '1' ? ('OFF' as 'FULL') : journalKind.synchronous;
const kind: DatabaseKind = { ...journalKind, synchronous, checkpointPages: 60 };

await runWriter(kind, journalOperations);
