import type { z } from 'zod';
import { isRecord, parseExact } from '../../connection/exact-json.ts';
import * as wire from '../wire.ts';
import { type DecodeContext, type MarketRowEvent, marketChannels } from './market.ts';

/** Rows of a private channel, numbered so that a missing frame is seen. */
export interface ExecutionsFrame {
  readonly kind: 'executions';
  readonly isSnapshot: boolean;
  readonly sequence: number;
  readonly rows: readonly wire.ExecutionRow[];
}
export interface BalancesFrame {
  readonly kind: 'balances';
  readonly isSnapshot: boolean;
  readonly sequence: number;
  readonly rows: readonly wire.BalanceRow[];
}

/** What is neither market nor account: status, heartbeat, pong, answers to requests. */
export interface Control {
  readonly kind: 'control';
  readonly name: string;
  readonly [field: string]: unknown;
}
/** The answer to a request; `name` is the method. */
export interface Answer extends Control {
  readonly isSuccess: boolean;
  readonly error?: string;
  readonly request?: string;
  readonly channel?: string;
  readonly symbol?: string;
  readonly interval?: number;
  readonly tradingCount?: number;
  /** When Kraken took the request and when it answered, in ms. */
  readonly timeIn?: number;
  readonly timeOut?: number;
  readonly result?: unknown;
}
export interface Unknown {
  readonly kind: 'unknown';
  readonly name: string;
  readonly reason: string;
}
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
}

export type FrameEvent = MarketRowEvent | ExecutionsFrame | BalancesFrame | Control | Unknown | Unreadable;

const unreadable = (reason: string): readonly [Unreadable] => [{ kind: 'unreadable', reason }];
/** No frame that we ask for is longer, so that hostile text cannot keep us busy. */
const longestFrame = 2 * 1024 * 1024;

/** Reads one frame of either socket carefully. Never throws. */
export function decodeFrame(text: string, context: DecodeContext): readonly FrameEvent[] {
  if (text.length > longestFrame) return unreadable('too long');
  let frame: unknown;
  try {
    frame = parseExact(text);
  } catch {
    return unreadable('not JSON');
  }
  if (!isRecord(frame)) return unreadable('not a JSON object');
  try {
    if (typeof frame.method === 'string') return [answerOf(frame)];
    if (typeof frame.channel === 'string') return channelEvents(frame.channel, frame, context);
  } catch (error) {
    return unreadable(firstIssue(error));
  }
  if (typeof frame.error === 'string') return [{ kind: 'control', name: 'error', error: frame.error }];
  return unreadable('neither an answer nor a channel');
}

function channelEvents(
  channel: string,
  frame: Readonly<Record<string, unknown>>,
  context: DecodeContext,
): readonly FrameEvent[] {
  if (channel === 'heartbeat') return [{ kind: 'control', name: 'heartbeat' }];
  const isSnapshot = frame.type === 'snapshot';
  const { data } = frame;
  if (channel === 'instrument') return [instruments(data, isSnapshot)];
  const read = marketChannels[channel];
  if (read === undefined && !['status', 'executions', 'balances'].includes(channel)) {
    return [{ kind: 'unknown', name: channel, reason: `the channel ${channel}, which is not used` }];
  }
  if (!Array.isArray(data)) return unreadable(`no rows of ${channel}`);
  if (frame.type !== 'snapshot' && frame.type !== 'update')
    return unreadable(`neither snapshot nor update of ${channel}`);
  if (read !== undefined) {
    const events = data.flatMap((row) => read(row, isSnapshot, context));
    if (events.length > 0 || data.length === 0) return events;
    return [{ kind: 'unknown', name: channel, reason: 'markets without a name of ours' }];
  }
  if (channel === 'status') return data.map(statusOf);
  const sequence = Number(frame.sequence);
  if (!Number.isSafeInteger(sequence)) return unreadable(`no sequence number of ${channel}`);
  return channel === 'executions'
    ? [{ kind: 'executions', isSnapshot, sequence, rows: data.map((row) => wire.executionRow.parse(row)) }]
    : [{ kind: 'balances', isSnapshot, sequence, rows: data.map((row) => wire.balanceRow.parse(row)) }];
}

function statusOf(row: unknown): Control {
  const { system, connection_id, upcoming_maintenance = [], emergency = [] } = wire.statusRow.parse(row);
  return {
    kind: 'control',
    name: 'status',
    system,
    ...(connection_id === undefined ? {} : { connectionId: connection_id }),
    upcomingMaintenance: upcoming_maintenance,
    emergency,
  };
}

function instruments(data: unknown, isSnapshot: boolean): Control {
  const pairs = isRecord(data) && Array.isArray(data.pairs) ? data.pairs : [];
  return {
    kind: 'control',
    name: 'instruments',
    isSnapshot,
    markets: pairs.map((pair) => {
      const row = wire.pairRow.parse(pair);
      return {
        symbol: row.symbol,
        base: row.base,
        quote: row.quote,
        status: row.status,
        tickSize: row.price_increment,
        lotStep: row.qty_increment,
        ...(row.qty_min === undefined ? {} : { minQuantity: row.qty_min }),
        ...(row.cost_min === undefined ? {} : { minNotional: row.cost_min }),
      };
    }),
  };
}

function answerOf(frame: Readonly<Record<string, unknown>>): Answer {
  const { method, success, error, req_id, channel, symbol, result, time_in, time_out } =
    wire.answer.parse(frame);
  const about = wire.subscribed.safeParse(result).data;
  const topic = about?.channel ?? channel;
  const market = about?.symbol ?? symbol;
  return {
    kind: 'control',
    name: method,
    isSuccess: method === 'pong' ? success !== false : success === true,
    ...(error === undefined ? {} : { error }),
    ...(req_id === undefined ? {} : { request: req_id }),
    ...(topic === undefined ? {} : { channel: topic }),
    ...(market === undefined ? {} : { symbol: market }),
    ...(about?.interval === undefined ? {} : { interval: about.interval }),
    ...(about?.maxratecount === undefined ? {} : { tradingCount: Number(about.maxratecount) }),
    ...(time_in === undefined ? {} : { timeIn: time_in }),
    ...(time_out === undefined ? {} : { timeOut: time_out }),
    ...(about !== undefined || result === undefined ? {} : { result }),
  };
}

function firstIssue(error: unknown): string {
  const issue = isZodError(error) ? error.issues[0] : undefined;
  return issue === undefined ? 'not as expected' : `${issue.path.join('.')}: ${issue.message}`;
}

function isZodError(error: unknown): error is z.ZodError {
  return error instanceof Error && 'issues' in error;
}
