import { expect, test } from 'vitest';
import { keyWords, type TestStepCard } from '../../../../src-shared/contract/connections.ts';
import { currentRun, noRun, permissionsOf, stepViews, type TestRun, verdictOf } from './test-run.ts';

const step = (name: TestStepCard['step'], result: TestStepCard['result']): TestStepCard => ({
  step: name,
  result,
  sentence: '',
  elapsedMs: 1,
});
const run = (phase: TestRun['phase'], ...steps: TestStepCard[]): TestRun => ({ phase, steps, failure: '' });

test('steps appear one by one: done, the one under way, and those to come', () => {
  const states = stepViews(run('running', step('reach', 'passed'), step('clock', 'passed')));
  expect(states.map(({ state }) => state)).toEqual([
    'done',
    'done',
    'running',
    'waiting',
    'waiting',
    'waiting',
  ]);
  expect(stepViews(noRun).every(({ state }) => state === 'waiting')).toBe(true);
  const over = stepViews(run('over', step('reach', 'failed')));
  expect(
    over
      .map(({ state }) => state)
      .slice(1)
      .every((state) => state === 'not-run'),
  ).toBe(true);
});

test('the verdict is the worst step, and there is none before the end', () => {
  expect(verdictOf(run('running', step('reach', 'failed')))).toBeNull();
  expect(verdictOf(run('over', step('reach', 'passed'), step('clock', 'skipped')))).toBe('passed');
  expect(verdictOf(run('over', step('reach', 'passed'), step('clock', 'warning')))).toBe('warning');
  expect(verdictOf(run('over', step('clock', 'warning'), step('signature', 'failed')))).toBe('failed');
  expect(verdictOf(run('over')), 'a test of nothing proves nothing').toBe('failed');
  expect(verdictOf(run('broken', step('reach', 'passed')))).toBe('failed');
});

test('the rights are those that were told last', () => {
  const permissions = {
    canRead: true,
    canTrade: null,
    canWithdraw: null,
    isAddressBound: null,
    expires: null,
    details: [],
  };
  expect(permissionsOf(noRun)).toBeNull();
  expect(permissionsOf(run('over', { ...step('permissions', 'passed'), permissions }))).toEqual(permissions);
});

test('other settings make a result void, and it is no longer shown; one under way or broken off is', () => {
  const failed = run('over', step('reach', 'failed'));
  expect(currentRun(failed, { testedAt: 1 })).toBe(failed);
  expect(currentRun(failed, { testedAt: null })).toBeUndefined();
  for (const phase of ['running', 'broken'] as const) {
    expect(currentRun(run(phase), { testedAt: null })).toEqual(run(phase));
  }
});

test('a login is logged in with, where a key has a signature', () => {
  const labels = (...words: Parameters<typeof stepViews>) => stepViews(...words).map(({ label }) => label);
  expect(labels(noRun)).toContain('Check the signature');
  const login = labels(noRun, { ...keyWords, one: 'login', proof: 'Log in' });
  expect(login).toEqual(expect.arrayContaining(['Log in', 'Ask what the login may do']));
  expect(login.join()).not.toMatch(/signature|key/);
});
