import { runWriter } from '../writer/run-writer.ts';
import { marketKind } from './market-kind.ts';
import { marketOperations } from './market-operations.ts';

await runWriter(marketKind, marketOperations);
