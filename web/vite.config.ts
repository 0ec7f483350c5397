import preact from "@preact/preset-vite";
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

/** The page is one file, engine included: it is served, sent or opened from a folder all the same. */
export default defineConfig({
  plugins: [preact(), viteSingleFile()],
  build: { outDir: "../build/web/page", emptyOutDir: true, target: "es2022" },
  worker: { format: "iife" },
});
