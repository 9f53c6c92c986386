import initSqlJs from "sql.js/dist/sql-wasm-browser.js";
import wasmUrl from "sql.js/dist/sql-wasm-browser.wasm?url";
import type { SqlJs } from "../../src/browser/index.js";
import { answer } from "./answer.js";
import type { PlaygroundRequest } from "./protocol.js";

/**
 * Scripts may come from a link that somebody else made, so the worker that runs them reaches nothing: what could send or
 * keep something is taken away, and the page's content security policy, which holds here too, allows no other host.
 */
function closeTheDoors(): void {
  const doors = [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "importScripts",
    "Worker",
    "indexedDB",
    "caches",
    "BroadcastChannel",
  ];
  for (const name of doors) Object.defineProperty(globalThis, name, { value: undefined, configurable: false });
}

async function start(): Promise<void> {
  const sqlJs = (await initSqlJs({ locateFile: () => new URL(wasmUrl, import.meta.url).href })) as SqlJs;
  closeTheDoors();
  addEventListener("message", async ({ data }: MessageEvent<{ id: number; request: PlaygroundRequest }>) => {
    postMessage({ id: data.id, result: await answer(sqlJs, data.request) });
  });
  postMessage({ ready: true });
}

start().catch((error) => postMessage({ failure: String(error) }));
