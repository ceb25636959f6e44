import { boxOf, chartPanel, expect, pauseReplay, replayedTime, test } from '../application.ts';

test('a replay is paused, stepped and sought', async ({ app }) => {
  const chart = chartPanel(app);
  await pauseReplay(app);
  const paused = await replayedTime(app);
  await app.waitForTimeout(700);
  expect(await replayedTime(app), 'nothing moves while paused').toBe(paused);

  await app.getByTestId('replay-step').click();
  await expect.poll(() => replayedTime(app)).toBeGreaterThan(paused);
  const stepped = await replayedTime(app);
  expect(stepped - paused, 'one event is seconds away, not minutes').toBeLessThan(60_000);

  await app.getByTestId('replay-step-bar').click();
  await expect.poll(() => replayedTime(app)).toBeGreaterThan(stepped);

  const lastBefore = Number(await chart.getAttribute('data-last-time'));
  const scrubber = await boxOf(app.getByTestId('replay-scrubber'));
  await app.mouse.click(scrubber.x + scrubber.width * 0.6, scrubber.y + scrubber.height / 2);
  await expect
    .poll(async () => Number(await chart.getAttribute('data-last-time')))
    .toBeGreaterThan(lastBefore + 86_400_000);
  await expect(chart).toHaveAttribute('data-state', 'live');
  await app.mouse.click(scrubber.x + scrubber.width * 0.2, scrubber.y + scrubber.height / 2);
  const later = Number(await chart.getAttribute('data-last-time'));
  await expect.poll(async () => Number(await chart.getAttribute('data-last-time'))).toBeLessThan(later);
});
