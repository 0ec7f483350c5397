import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [preact()],
  base: "./", // the built folder works from any place
  build: { outDir: "../build/web/page", emptyOutDir: true, target: "es2022" },
  worker: { format: "es" },
});
