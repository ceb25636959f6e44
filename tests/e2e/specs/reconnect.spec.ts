import { chartPanel, expect, test } from '../application.ts';
import { serve } from '../web-host.ts';

test('the host is killed and started again while the page is open', async ({ app, host, profile }) => {
  const chart = chartPanel(app);
  await host.kill();
  await expect(app.getByTestId('host-banner')).toBeVisible();
  await expect(chart).toHaveAttribute('data-state', 'disconnected');
  const again = await serve(profile, host.port);
  try {
    // L6: tokens die with the process, so the new one wants the code that it printed.
    await app.getByTestId('host-code').fill(again.address);
    await app.keyboard.press('Enter');
    await expect(app.getByTestId('host-banner')).toBeHidden();
    await expect(chart).toHaveAttribute('data-state', 'live');
    const before = await chart.getAttribute('data-last-close');
    await expect(chart).not.toHaveAttribute('data-last-close', before ?? '');
  } finally {
    await again.stop();
  }
});
