import { defineConfig } from '@playwright/test';

// Against a suite that runs: LEALUP_BASE, LEALUP_EMAIL and LEALUP_PASSWORD say which, and who signs in.
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../target/console-e2e',
  workers: 1,
  // Nothing here is a measurement: a machine that builds beside it is slow.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.LEALUP_BASE ?? 'http://127.0.0.1:8080',
    viewport: { width: 1360, height: 860 },
    locale: 'en-US',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    permissions: ['clipboard-read', 'clipboard-write'],
    screenshot: 'only-on-failure',
  },
});
