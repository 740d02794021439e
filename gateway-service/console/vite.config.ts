/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: '../target/classes/console',
    // One level below its pages' addresses, so that none of them is one.
    assetsDir: 'assets/v',
    emptyOutDir: true,
    target: 'es2022',
    // Files, never data: addresses: the policy lets nothing else in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': process.env.LEALUP_BASE ?? 'http://127.0.0.1:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    // Loading the modules anew for each file takes twice as long as the tests.
    isolate: false,
    setupFiles: ['src/testing/each.ts'],
    testTimeout: 30_000,
  },
});
