import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [preact()],
  base: "./", // the built folder works from any place
  build: { outDir: "../build/web/page", emptyOutDir: true, target: "es2022" },
  worker: { format: "es" },
  server: { fs: { allow: [".."] } }, // the engine stands in ../build, tests in ../tests
  // Tests stand outside this folder, and find their libraries here.
  resolve: { alias: { vitest: new URL("./node_modules/vitest", import.meta.url).pathname } },
  test: { include: ["../tests/web/unit/**/*.test.ts"] },
});
