/** What an application hands to a run, beside Alembic's own options. */
export type { RunHooks } from "../runtime/context-options.js";
