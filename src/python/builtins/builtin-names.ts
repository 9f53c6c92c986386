import {
  boolClass,
  bytearrayClass,
  bytesClass,
  classmethodClass,
  dictClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  objectClass,
  propertyClass,
  rangeClass,
  setClass,
  sliceClass,
  staticmethodClass,
  strClass,
  tupleClass,
  typeClass,
} from "../values/classes.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyDict } from "../values/py-dict.js";
import { ellipsisSingleton, notImplementedSingleton } from "../values/singletons.js";
import type { Value } from "../values/value.js";
import { installBytesTypes } from "./bytes/bytes-types.js";
import { installExceptionTypes } from "./exception-types.js";
import { installFunctionTypes } from "./function-types.js";
import { builtinFunctions } from "./functions.js";
import { installIteratorTypes, iteratorTypes } from "./iterator-types.js";
import { installMappingTypes } from "./mapping-types.js";
import { installNumberTypes } from "./number-types.js";
import { installObjectType } from "./object-type.js";
import { openFile } from "./open-file.js";
import { installOperatorMethods } from "./operator-methods.js";
import { installSequenceTypes } from "./sequence-types.js";
import { installSetTypes } from "./set-types.js";
import { installStrMethods } from "./text/str-methods.js";

const types = {
  bool: boolClass,
  bytearray: bytearrayClass,
  bytes: bytesClass,
  classmethod: classmethodClass,
  dict: dictClass,
  float: floatClass,
  frozenset: frozensetClass,
  int: intClass,
  list: listClass,
  object: objectClass,
  property: propertyClass,
  range: rangeClass,
  set: setClass,
  slice: sliceClass,
  staticmethod: staticmethodClass,
  str: strClass,
  tuple: tupleClass,
  type: typeClass,
};

let names: readonly (readonly [string, Value])[] | undefined;

/** Gives the built-in classes their methods, once. */
function install(): readonly (readonly [string, Value])[] {
  installObjectType();
  installFunctionTypes();
  installExceptionTypes();
  installOperatorMethods();
  installNumberTypes();
  installStrMethods();
  installBytesTypes();
  installSequenceTypes();
  installMappingTypes();
  installSetTypes();
  installIteratorTypes();
  return [
    ...Object.entries(types),
    ...Object.entries(iteratorTypes()),
    ...Object.entries(exceptionClasses),
    ["EnvironmentError", exceptionClasses.OSError],
    ["IOError", exceptionClasses.OSError],
    ...builtinFunctions().map((one) => [one.name, one] as const),
    ["open", openFile],
    ["Ellipsis", ellipsisSingleton],
    ["NotImplemented", notImplementedSingleton],
    ["__debug__", true],
    ["__name__", "builtins"],
  ];
}

/** The built-in names of every module, for one run: a script may change its copy. */
export function builtinNames(): PyDict {
  names ??= install();
  return PyDict.fromNames(names);
}
