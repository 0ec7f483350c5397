import { defineConfig } from "@playwright/test";

/** The page as `muster workshop` serves it, in Debian's Chromium. */

const port = 8737;

export default defineConfig({
  testDir: "../tests/web/page",
  outputDir: "../build/web/test-results",
  reporter: [["list"]],
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `../.venv/bin/muster workshop --no-browser --port ${port}`,
    url: `http://127.0.0.1:${port}`,
  },
});
