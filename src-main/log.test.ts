import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { Failure } from '../src-shared/domain/failure.ts';
import { logTo, rotating } from './log.ts';

function lines() {
  const written: string[] = [];
  const log = logTo({ write: (line) => written.push(line) });
  return { log, written };
}

describe('the log', () => {
  it('D1: writes listed fields and drops all others, saying how many', () => {
    const { log, written } = lines();
    log('web.listening', {
      address: 'http://127.0.0.1:1',
      token: 'SECRET-1',
      authorization: 'SECRET-2',
      body: 'SECRET-3',
    });
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      event: 'web.listening',
      address: 'http://127.0.0.1:1',
      droppedFields: 3,
    });
    expect(written.join()).not.toContain('SECRET');
  });

  it('D1: of an error only what it is, not its data or cause', () => {
    const { log, written } = lines();
    const cause = new Error('SECRET-4');
    log('import.ended', {
      error: new Failure('invalid', 'A sentence.', { data: { key: 'SECRET-5' }, cause }),
    });
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      error: { kind: 'invalid', message: 'A sentence.' },
    });
    expect(written.join()).not.toContain('SECRET');
  });
});

test('the log begins anew when it has grown large, and only so many files of it are kept', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'tidemark.log');
  const stream = rotating(path, 500);
  const line = (number: number) => `${JSON.stringify({ number, text: 'x'.repeat(80) })}\n`;
  for (let number = 0; number < 60; number += 1) stream.write(line(number));
  stream.end();
  const files = readdirSync(folder).sort();
  expect(files).toEqual(['tidemark.log', 'tidemark.log.1', 'tidemark.log.2', 'tidemark.log.3']);
  const numbers = files
    .toReversed()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((text) => (JSON.parse(text) as { number: number }).number);
  expect(numbers.at(-1)).toBe(59);
  // Nothing is lost between two files: what is kept is without holes.
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 60 - numbers.length + index));
  expect(numbers.length).toBeGreaterThan(15);
});
