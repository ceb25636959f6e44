import { describe, expect, it } from 'vitest';
import { Failure } from '../src-shared/domain/failure.ts';
import { logTo } from './log.ts';

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
