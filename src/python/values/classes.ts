import { PyClass } from "./py-class.js";

const builtin = (name: string, bases: readonly PyClass[] = [objectClass]): PyClass =>
  new PyClass(name, bases, { isNative: true });
const final = (name: string): PyClass => {
  const made = builtin(name);
  made.isFinal = true;
  return made;
};

export const objectClass: PyClass = new PyClass("object", [], { isNative: true });
export const typeClass: PyClass = builtin("type");
export const noneClass: PyClass = final("NoneType");
export const intClass: PyClass = builtin("int");
export const boolClass: PyClass = builtin("bool", [intClass]);
boolClass.isFinal = true;
export const floatClass: PyClass = builtin("float");
export const strClass: PyClass = builtin("str");
export const bytesClass: PyClass = builtin("bytes");
export const bytearrayClass: PyClass = builtin("bytearray");
export const listClass: PyClass = builtin("list");
export const tupleClass: PyClass = builtin("tuple");
export const dictClass: PyClass = builtin("dict");
export const setClass: PyClass = builtin("set");
export const frozensetClass: PyClass = builtin("frozenset");
export const rangeClass: PyClass = final("range");
export const sliceClass: PyClass = final("slice");
export const ellipsisClass: PyClass = final("ellipsis");
export const notImplementedClass: PyClass = final("NotImplementedType");
export const functionClass: PyClass = final("function");
export const nativeFunctionClass: PyClass = final("builtin_function_or_method");
export const methodClass: PyClass = final("method");
export const propertyClass: PyClass = builtin("property");
export const classmethodClass: PyClass = builtin("classmethod");
export const staticmethodClass: PyClass = builtin("staticmethod");
export const superClass: PyClass = builtin("super");
export const moduleClass: PyClass = builtin("module");
export const generatorClass: PyClass = final("generator");
export const coroutineClass: PyClass = final("coroutine");
export const iteratorClass: PyClass = final("iterator");
export const mappingProxyClass: PyClass = final("mappingproxy");
