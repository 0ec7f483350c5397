import preact from "@preact/preset-vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { defineConfig } from "vitest/config";

/** The page is one file, engine included: it is served, sent or opened from a folder all the same. */
export default defineConfig({
  plugins: [preact(), viteSingleFile()],
  build: { outDir: "../build/web/page", emptyOutDir: true, target: "es2022" },
  worker: { format: "iife" },
  server: { fs: { allow: [".."] } }, // the engine stands in ../build, tests in ../tests
  // Tests stand outside this folder, and find their libraries here.
  resolve: { alias: { vitest: new URL("./node_modules/vitest", import.meta.url).pathname } },
  test: { include: ["../tests/web/unit/**/*.test.ts"] },
});
