import { describe, expect, test } from 'vitest';
import { venueKinds } from '../venue-kinds.ts';
import { readSignInput } from './sign-input.ts';
import { venueCommand } from './venue-command.ts';

const credentials = { apiKey: 'k', apiSecret: 'canary' };
const request = { method: 'GET', path: '/x' };

describe('what venue sign reads', () => {
  test('comes back as it is', () => {
    const whole = {
      credentials,
      request: { ...request, query: { a: '1' }, isJson: true },
      timestamp: 1,
      nonce: '2',
    };
    expect(readSignInput(whole)).toEqual(whole);
  });

  test.each([
    [
      [],
      'Standard input must be one JSON object with “credentials”, “request”, and where wanted “timestamp” and “nonce”.',
    ],
    ['canary', /^Standard input must be one JSON object/],
    [{ request }, '“credentials” is missing.'],
    [{ credentials }, '“request” is missing.'],
    [{ credentials: 'canary', request }, '“credentials” must be an object in braces: {"name": "value"}.'],
    [{ credentials: { apiKey: 7 }, request }, '“credentials.apiKey” must be a text in quotation marks.'],
    [{ credentials, request: { path: '/x' } }, '“request.method” is missing.'],
    [{ credentials, request: { ...request, path: '' } }, '“request.path” is empty.'],
    [
      { credentials, request: { ...request, query: { a: 1 } } },
      '“request.query.a” must be a text in quotation marks.',
    ],
    [
      { credentials, request: { ...request, isJson: 'canary' } },
      '“request.isJson” must be true or false, without quotation marks.',
    ],
    [{ credentials, request, timestamp: '1' }, '“timestamp” must be a number without quotation marks.'],
    [{ credentials, request, nonce: 1 }, '“nonce” must be a text in quotation marks.'],
    [{ credentials, request, canary: 1 }, /^The object has a member that is not known here\. It takes/],
    [
      { credentials, request: { ...request, canary: 1 } },
      /^“request” has a member that is not known here\. It takes/,
    ],
  ])('K7: %j is refused in words, without a piece of it', (input, sentence) => {
    let message = '';
    try {
      readSignInput(input);
    } catch (error) {
      message = (error as Error).message;
    }
    if (typeof sentence === 'string') expect(message).toBe(sentence);
    else expect(message).toMatch(sentence);
    expect(message).not.toMatch(/canary|Invalid input|expected|received/);
  });
});

test('venue --help lists the channels of each venue, all of them', async () => {
  const text = venueCommand.help.join(' ').replaceAll(/\s+/g, ' ');
  for (const venue of venueKinds) {
    await venue.prepare?.();
    expect(text).toContain(`${venue.kind} ${venue.channels.join(', ')}`);
  }
});
