import { ClauseElement } from "../elements/clause-element.js";

/** A statement that changes the schema. */
export abstract class DdlElement extends ClauseElement {}
