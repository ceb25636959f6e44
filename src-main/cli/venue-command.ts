import { createInterface } from 'node:readline';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { VenueKind } from '../venues/venue-kind.ts';
import { type CliCommand, type CommandContext, type ExitCode, exitCodes } from './command.ts';
import { readSignInput } from './sign-input.ts';

/** Looks at a venue's wire: decodes frames, signs requests, tests and records connections. */
export const venueCommand: CliCommand = {
  name: 'venue',
  usage: 'venue decode VENUE [--channel C] | sign VENUE | test CONNECTION | record CONNECTION --out FILE',
  summary: 'decodes raw frames, signs requests, tests and records connections',
  help: [
    'decode VENUE      reads one raw frame a line (JSON text, or hex for binary) on standard input and prints what it',
    '                  means, one JSON object a line',
    '--channel C       what the frames are, where they do not say it themselves:',
    '                  binance   spot, usd-m',
    '                  coinbase  market_trades, level2, ticker, ticker_batch, candles, status, heartbeats, user,',
    '                            subscriptions',
    '                  kraken    trade, ticker, book, ohlc, instrument, status, heartbeat, executions, balances',
    '                  zerodha   ticker, postback',
    '                  rithmic   ticker, order, history, pnl, repository',
    'sign VENUE        reads {"credentials","request","timestamp"/"nonce"} as JSON on standard input and prints the',
    '                  signed request as JSON; never touches the vault',
    'test CONNECTION   tests a saved connection (id or nickname) and prints each step; ends with 3 when one failed',
    'record CONNECTION writes raw frames, secrets taken out, to --out FILE until Ctrl C or --seconds N',
    '--instrument ID   what to record, once or several times separated by commas',
    '--json            machine-readable lines (test, record)',
    'docs/venue-tools.md has the JSON forms.',
  ],
  options: {
    channel: { type: 'string' },
    out: { type: 'string' },
    seconds: { type: 'string' },
    instrument: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(context) {
    const [action, name] = context.positionals;
    if (name === undefined || context.positionals.length > 2) {
      throw new Failure('invalid', '“tidemark venue --help” says what this command takes.');
    }
    if (action === 'decode') return decode(await kindNamed(name), context);
    if (action === 'sign') return sign(await kindNamed(name), context);
    if (action === 'test' || action === 'record') {
      const { recordConnection, testConnection } = await import('./saved-connections.ts');
      return action === 'test' ? testConnection(name, context) : recordConnection(name, context);
    }
    throw new Failure('invalid', `“venue ${action}” is not a command. “tidemark venue --help” lists them.`);
  },
};

async function kindNamed(name: string): Promise<VenueKind> {
  const { venueKinds } = await import('../venue-kinds.ts');
  const kind = venueKinds.find((one) => one.kind === name.toLowerCase());
  if (kind === undefined) {
    const names = venueKinds.map((one) => one.kind).join(', ');
    throw new Failure('not-found', `“${name}” is not a venue. There are ${names}.`);
  }
  await kind.prepare?.();
  return kind;
}

async function decode(kind: VenueKind, { values, print, signal }: CommandContext): Promise<ExitCode> {
  const channel = typeof values.channel === 'string' ? values.channel : undefined;
  if (channel !== undefined && !kind.channels.includes(channel)) {
    throw new Failure('invalid', `${kind.label} has no channel “${channel}”: ${kind.channels.join(', ')}.`);
  }
  const decoder = kind.decoder(channel);
  for await (const line of createInterface({ input: process.stdin, signal })) {
    if (signal.aborted) return exitCodes.cancelled;
    if (line.trim() === '') continue;
    for (const event of decoder.decode(frameOf(line))) print(JSON.stringify(event));
  }
  return signal.aborted ? exitCodes.cancelled : exitCodes.done;
}

/** Hex, with or without blanks, is a binary frame: no venue sends text that is nothing but hex digits in pairs. */
function frameOf(line: string): string | Uint8Array {
  const packed = line.replaceAll(/\s/g, '');
  const isHex = packed.length >= 2 && packed.length % 2 === 0 && /^[0-9a-f]+$/i.test(packed);
  return isHex ? Buffer.from(packed, 'hex') : line;
}

async function sign(kind: VenueKind, { print }: CommandContext): Promise<ExitCode> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    // The cause would carry a piece of the text, which holds a secret.
    throw new Failure('invalid', 'Standard input is not one JSON object.');
  }
  print(JSON.stringify(kind.sign(readSignInput(input))));
  return exitCodes.done;
}
