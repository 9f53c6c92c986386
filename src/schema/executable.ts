import type { ClauseElement } from "./elements/clause-element.js";

/** Anything that a connection executes: a SELECT, INSERT, UPDATE or DELETE, a text, or a statement of DDL. */
export type Executable = ClauseElement;
