import type { AccountKey } from '../../../src-shared/domain/account.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import type { DecodedEvent, FrameDecoder } from '../venue-kind.ts';
import { ExecutionReader } from './decode/executions.ts';
import { decodeFrame, type FrameEvent } from './decode/frame.ts';
import { instrumentIdOf } from './symbols.ts';

/** Frames say themselves of which channel they are. */
export const channels = [
  'trade',
  'ticker',
  'book',
  'ohlc',
  'instrument',
  'status',
  'heartbeat',
  'executions',
  'balances',
] as const;

/** Without a connection nobody knows whose account it is. */
const nobody: AccountKey<'live'> = { mode: 'live', venue: 'kraken', account: '' };

/** The protocol inspector: frames without a connection, orders put together from all frames it was given. */
export function createFrameDecoder(): FrameDecoder {
  const executions = new ExecutionReader(nobody, instrumentIdOf);
  // A frame that carries no time of its own is stamped with the beginning of time, so that the same gives the same.
  const context = { instrumentOf: instrumentIdOf, now: () => 0 as EpochMs };
  return {
    decode(frame) {
      const text = typeof frame === 'string' ? frame : Buffer.from(frame).toString('utf8');
      return decodeFrame(text, context).flatMap((event) => inspected(event, executions));
    },
  };
}

function inspected(event: FrameEvent, executions: ExecutionReader): DecodedEvent[] {
  if (event.kind === 'executions') {
    if (event.isSnapshot) executions.clear();
    const found = event.rows.flatMap((row): DecodedEvent[] => {
      const isPast = event.isSnapshot && row.exec_type === 'trade';
      const { order, fill, unknownOrder } = isPast ? executions.readPast(row) : executions.read(row);
      return [
        ...(order === undefined ? [] : [{ kind: 'order', ...order }]),
        ...(unknownOrder === undefined
          ? []
          : [
              {
                kind: 'unknown',
                name: 'executions',
                reason: 'a change of an order that these frames did not tell before',
                venueOrderId: unknownOrder,
                execution: row.exec_type,
              },
            ]),
        ...(fill === undefined ? [] : [{ kind: 'fill', ...fill }]),
      ];
    });
    return [sequenceOf(event), ...found];
  }
  if (event.kind === 'balances') {
    const found = event.rows.map((row) => ({
      kind: 'balance',
      account: nobody,
      total: { amount: row.balance, currency: row.asset },
      ...(row.amount === undefined ? {} : { change: row.amount }),
      ...(row.type === undefined ? {} : { reason: row.type }),
      ...(row.ledger_id === undefined ? {} : { ledgerId: row.ledger_id }),
      ...(row.timestamp === undefined ? {} : { time: row.timestamp }),
    }));
    return [sequenceOf(event), ...found];
  }
  return [{ ...event }];
}

/** The number by which a missing frame of a private channel is seen. */
function sequenceOf({ kind, isSnapshot, sequence }: FrameEvent & { kind: 'executions' | 'balances' }) {
  return { kind: 'control', name: kind, isSnapshot, sequence };
}
