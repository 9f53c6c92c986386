import { type ColumnElement, Expression } from "../../../schema/elements/column-element.js";
import { hasOperator, isIndexable, isIndexed, operatorType } from "../../../schema/elements/index-operation.js";
import type { SymbolOperator } from "../../../schema/elements/operator.js";
import { JsonType } from "../../../schema/types/json-type.js";
import type { HostMethod } from "../../host/host-bridge.js";
import { PyException, Raised, raise } from "../../values/py-exception.js";
import { PySlice } from "../../values/py-list.js";
import type { ExceptionClasses } from "../exceptions.js";

type Method = readonly [signature: string, work: HostMethod<ColumnElement>];

/** Raises Python's error for an attribute that only values of some types have. */
function lacks(self: ColumnElement, name: string): never {
  const kind = self instanceof Expression ? "BinaryExpression" : "Column";
  return raise("AttributeError", `Neither '${kind}' object nor 'Comparator' object has an attribute '${name}'`);
}

function indexOf(self: ColumnElement, index: unknown): Expression {
  if (index instanceof PySlice) return raise("NotImplementedError", "a slice of an array is not supported");
  if (isIndexable(self.type)) return self.getitem(index);
  return raise("NotImplementedError", "Operator 'getitem' is not supported on this expression");
}

/** An operator of PostgreSQL, which only some types have. */
const symbol = (name: string, operator: SymbolOperator, work: HostMethod<ColumnElement>): readonly [string, Method] => [
  name,
  ["other", (self, other) => (hasOperator(self.type, operator) ? work(self, other) : lacks(self, name))],
];

/** The methods of `column["a"]`, of `as_string()` and the like, and of PostgreSQL's operators on JSON, arrays and HSTORE. */
export function indexOperators(errors: ExceptionClasses): Readonly<Record<string, Method>> {
  const isJson = (self: ColumnElement): boolean => operatorType(self.type) instanceof JsonType;
  /** A method that reads the value at an index into JSON as a type. */
  const readAs = (name: string, signature: string, work: HostMethod<ColumnElement>): readonly [string, Method] => [
    name,
    [
      signature,
      (self, ...args) => {
        if (!isJson(self)) return lacks(self, name);
        if (self instanceof Expression && isIndexed(self.node, self.type)) return work(self, ...args);
        const message = `The JSON cast operator JSON.${name}() only works with a JSON index expression e.g. col['q'].${name}()`;
        throw new Raised(new PyException(errors.named("InvalidRequestError"), [message]));
      },
    ],
  ];
  return {
    __getitem__: ["index", indexOf],
    as_json: ["", (self) => (isJson(self) ? self : lacks(self, "as_json"))],
    ...Object.fromEntries([
      readAs("as_string", "", (self) => self.asString()),
      readAs("as_integer", "", (self) => self.asInteger()),
      readAs("as_float", "", (self) => self.asFloat()),
      readAs("as_boolean", "", (self) => self.asBoolean()),
      readAs("as_numeric", "precision, scale, asdecimal=True", (self, precision, scale, asdecimal) =>
        self.asNumeric(precision, scale, { asdecimal }),
      ),
      symbol("has_key", "hasKey", (self, other) => self.hasKey(other)),
      symbol("has_all", "hasAll", (self, other) => self.hasAll(other)),
      symbol("has_any", "hasAny", (self, other) => self.hasAny(other)),
      symbol("contained_by", "containedBy", (self, other) => self.containedBy(other)),
      symbol("delete_path", "deletePath", (self, other) => self.deletePath(other)),
      symbol("path_exists", "pathExists", (self, other) => self.pathExists(other)),
      symbol("path_match", "pathMatch", (self, other) => self.pathMatch(other)),
    ]),
  };
}

/** The value of an index into PostgreSQL's JSON as text. */
export function astext(self: ColumnElement): Expression {
  const isText = self instanceof Expression && hasOperator(self.type, "astext") && isIndexed(self.node, self.type);
  return isText ? self.astext : lacks(self, "astext");
}
