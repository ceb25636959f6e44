import { boxOf, chartPanel, chartPlot, expect, pauseReplay, runCommand, test } from '../application.ts';

test('symbol and timeframe are changed from the watchlist, the switcher and the keyboard', async ({
  app,
}) => {
  const chart = chartPanel(app);
  await app.locator('[data-testid="watchlist-row"][data-instrument="REPLAY:FXCM.GBPUSD"]').click();
  await expect(chart).toHaveAttribute('data-instrument', 'REPLAY:FXCM.GBPUSD');
  await expect(chart).toHaveAttribute('data-state', 'live');
  await app.getByTestId('timeframe-1h').first().click();
  await expect(chart).toHaveAttribute('data-timeframe', '1h');
  await expect(chart).toHaveAttribute('data-state', 'live');
  await chartPlot(app).click();
  await app.keyboard.type('3');
  await app.keyboard.press('Enter');
  await expect(chart).toHaveAttribute('data-timeframe', '3m');
  await expect(chart).toHaveAttribute('data-state', 'live');
});

test('older history is loaded while scrolling back', async ({ app }) => {
  const chart = chartPanel(app);
  await pauseReplay(app);
  await app.getByTestId('timeframe-1m').first().click();
  await expect(chart).toHaveAttribute('data-timeframe', '1m');
  const before = Number(await chart.getAttribute('data-bars'));
  const plot = await boxOf(chartPlot(app));
  const [middle, height] = [plot.x + plot.width / 2, plot.y + plot.height / 2];
  for (let drag = 0; drag < 12; drag += 1) {
    await app.mouse.move(middle - 300, height);
    await app.mouse.down();
    await app.mouse.move(middle + 350, height, { steps: 6 });
    await app.mouse.up();
  }
  for (let zoom = 0; zoom < 12; zoom += 1) await app.mouse.wheel(0, 400);
  await expect.poll(async () => Number(await chart.getAttribute('data-bars'))).toBeGreaterThan(before);
});

test('a drawing is placed, survives a reload, and can be undone', async ({ app }) => {
  const chart = chartPanel(app);
  await pauseReplay(app);
  const plot = await boxOf(chartPlot(app));
  await expect(chart).toHaveAttribute('data-drawings', '0');
  await runCommand(app, 'Draw: Trend line');
  await expect(chartPlot(app)).toHaveAttribute('data-cursor', 'crosshair');
  await app.mouse.click(plot.x + 200, plot.y + 300);
  await app.mouse.move(plot.x + 420, plot.y + 200, { steps: 4 });
  await app.mouse.click(plot.x + 420, plot.y + 200);
  await expect(chart).toHaveAttribute('data-drawings', '1');
  await app.waitForTimeout(800);
  await app.reload();
  await expect(chart).toHaveAttribute('data-state', 'live');
  await expect(chart).toHaveAttribute('data-drawings', '1');
  await runCommand(app, 'Delete all drawings of this market');
  await expect(chart).toHaveAttribute('data-drawings', '0');
  await chartPlot(app).focus();
  await app.keyboard.press('Control+Z');
  await expect(chart).toHaveAttribute('data-drawings', '1');
});

test('what was shown stays while other bars are on their way, and a long wait looks like one', async ({
  app,
}) => {
  const historyKind = 2;
  const held: (() => void)[] = [];
  let isHolding = false;
  await app.routeWebSocket(/\/data$/, (page) => {
    page.connectToServer().onMessage((message) => {
      const isHistory =
        typeof message !== 'string' && message.length > 6 && message.readUInt16LE(4) === historyKind;
      if (isHolding && isHistory) held.push(() => page.send(message));
      else page.send(message);
    });
  });
  await app.reload();
  const chart = chartPanel(app);
  await expect(chart).toHaveAttribute('data-state', 'live');
  await pauseReplay(app);
  const release = async () => {
    isHolding = false;
    for (const send of held.splice(0)) send();
    await expect(chart).toHaveAttribute('data-state', 'live');
  };

  const timeframes = ['15m', '30m', '1h', '4h'];
  let tries = 0;
  await expect(async () => {
    await release();
    isHolding = true;
    const timeframe = timeframes[tries % timeframes.length] ?? '1h';
    tries += 1;
    const seen = await app.evaluate(async (name) => {
      const button = document.querySelector<HTMLElement>(`[data-testid="timeframe-${name}"]`);
      const canvases = () =>
        document.querySelectorAll<HTMLCanvasElement>('[data-testid="chart-plot"] canvas');
      const picture = () => [...canvases()].map((canvas) => canvas.toDataURL()).join();
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const before = picture();
      button?.click();
      const isLoading = () =>
        document.querySelector('[data-testid="chart-panel"][data-state="loading"]') !== null;
      for (let tries = 0; tries < 100 && !isLoading(); tries += 1) await wait(2);
      const startedAt = performance.now();
      await wait(80);
      const isSame = isLoading() && picture() === before;
      return { isSame, took: performance.now() - startedAt };
    }, timeframe);
    // Longer than that a busy machine may take; then it is tried again.
    expect(seen.took).toBeLessThan(130);
    expect(seen.isSame).toBe(true);
  }).toPass({ timeout: 20_000 });
  await expect(chart).toHaveAttribute('data-state', 'loading');
  await expect(chart.getByRole('status', { name: 'Loading bars' })).toBeVisible();

  await release();
  await expect(chart.getByRole('status', { name: 'Loading bars' })).toHaveCount(0);
});
