import type { Table } from "../../../schema/table.js";
import type { PyClass } from "../../values/py-class.js";

/** The classes of scripts that are mapped to tables; a SELECT of such a class gives objects of it. */
export const mappedClasses: WeakMap<Table, PyClass> = new WeakMap();
