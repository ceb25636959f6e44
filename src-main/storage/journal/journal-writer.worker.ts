import { runWriter } from '../writer/run-writer.ts';
import { journalKind } from './journal-kind.ts';
import { journalOperations } from './journal-operations.ts';

await runWriter(journalKind, journalOperations);
