import { describe, expect, it } from 'vitest';
import { Secrets } from './secrets.ts';

describe('launch codes and the token', () => {
  it('L2: a code is worth the token for a minute and once', () => {
    let now = 0;
    const secrets = new Secrets(() => now);
    const [first, second] = [secrets.newCode(), secrets.newCode()];
    expect(secrets.redeem(first).kind).toBe('token');
    expect(secrets.redeem(first).kind).toBe('refused');
    now = 60_001;
    expect(secrets.redeem(second).kind).toBe('refused');
  });

  it('L6: ten failures in a row lock everyone out, longer each time, and a success starts the count again', () => {
    let now = 0;
    const secrets = new Secrets(() => now);
    for (let failure = 0; failure < 9; failure += 1) expect(secrets.isToken('wrong')).toBe(false);
    expect(secrets.isLocked()).toBe(false);
    secrets.isToken('wrong');
    expect(secrets.isLocked()).toBe(true);
    expect(secrets.redeem(secrets.newCode()).kind).toBe('locked');
    now = 1001;
    expect(secrets.isLocked()).toBe(false);
    secrets.isToken('wrong');
    now = 2500;
    expect(secrets.isLocked(), 'the second lock lasts two seconds').toBe(true);
    now = 3100;
    const admission = secrets.redeem(secrets.newCode());
    expect(admission.kind).toBe('token');
    if (admission.kind === 'token') expect(secrets.isToken(admission.token)).toBe(true);
    for (let failure = 0; failure < 9; failure += 1) secrets.isToken('wrong');
    expect(secrets.isLocked()).toBe(false);
  });

  it('L6: another run has another token', () => {
    const token = () => {
      const secrets = new Secrets(() => 0);
      const admission = secrets.redeem(secrets.newCode());
      return admission.kind === 'token' ? admission.token : '';
    };
    expect(token()).not.toBe(token());
  });
});
