import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { sidebar } from "../sidebar.mjs";

const pages = fileURLToPath(new URL("../pages", import.meta.url));

/**
 * What a page may reach: its own host. A script that somebody else wrote, and that came in a link to the playground, is
 * bound by it too, because the worker that runs the script inherits it.
 */
const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
].join("; ");

export default defineConfig({
  title: "alembic-ts",
  description: "Database migrations for TypeScript that speak Python Alembic's protocol.",
  srcDir: "pages",
  base: process.env.DOCS_BASE ?? "/",
  cleanUrls: false,
  lastUpdated: false,
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: `${process.env.DOCS_BASE ?? "/"}icon.svg` }],
    ["meta", { name: "theme-color", content: "#3b6ea8" }],
  ],
  transformHead: ({ siteConfig: _ }) => [["meta", { "http-equiv": "Content-Security-Policy", content: policy }]],
  markdown: {
    theme: { light: "github-light", dark: "github-dark" },
    // The anchors of GitHub and of editors, so that one link works in docs/ and on the site.
    anchor: {
      slugify: (text) =>
        text
          .trim()
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, "")
          .replace(/\s/g, "-"),
    },
  },
  themeConfig: {
    logo: "/icon.svg",
    nav: [
      { text: "Tutorial", link: "/tutorial/", activeMatch: "/tutorial/" },
      { text: "Cook-book", link: "/cookbook/", activeMatch: "/cookbook/" },
      { text: "Guide", link: "/autogenerate" },
      { text: "Operations", link: "/operations/", activeMatch: "/operations/" },
      { text: "API", link: "/api/", activeMatch: "/api/" },
      { text: "Playground", link: "/playground" },
    ].filter(({ link }) => existsSync(`${pages}${link.endsWith("/") ? `${link}index` : link}.md`)),
    sidebar: sidebar(pages, (folder) => (existsSync(folder) ? readdirSync(folder).sort() : [])),
    search: { provider: "local" },
    outline: { level: [2, 3] },
    docFooter: { prev: "Previous", next: "Next" },
  },
  vite: {
    server: { fs: { allow: [fileURLToPath(new URL("../..", import.meta.url))] } },
    worker: { format: "es" },
    build: { chunkSizeWarningLimit: 2000, target: "es2022" },
  },
});
