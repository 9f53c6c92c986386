import { ellipsisClass, notImplementedClass } from "./classes.js";
import { PyObject } from "./py-instance.js";

/** The singletons that are objects; `None` is `null`. */
export const ellipsisSingleton: PyObject = new PyObject(ellipsisClass);
export const notImplementedSingleton: PyObject = new PyObject(notImplementedClass);
