import { defineConfig } from 'vitest/config';

/** Unit tests, beside the code they test. The page's own build settings (vite.config.ts) do not apply to them. */
export default defineConfig({
  test: {
    include: ['src-*/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'scripts/**/*.test.ts'],
  },
});
