import { journalKind } from '../journal/journal-kind.ts';
import { journalOperations } from '../journal/journal-operations.ts';
import { runWriter } from '../writer/run-writer.ts';

/** The journal's writer, except that the key `die` ends the thread in the middle of a write. */
await runWriter(journalKind, (connection) => {
  const operations = journalOperations(connection);
  return {
    ...operations,
    saveSetting: (row: { key: string; value: string }) => {
      operations.saveSetting(row);
      if (row.key === 'die') process.exit(1);
    },
  };
});
