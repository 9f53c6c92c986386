import { coroutineClass, generatorClass } from "./classes.js";
import { PyInstance } from "./py-instance.js";
import type { Eval } from "./value.js";

/** The call of a generator function. */
export class PyGenerator extends PyInstance {
  readonly body: Eval;
  readonly name: string;
  readonly qualname: string;
  state: "created" | "suspended" | "running" | "closed" = "created";

  constructor(body: Eval, name: string, qualname: string) {
    super(generatorClass);
    this.body = body;
    this.name = name;
    this.qualname = qualname;
  }
}

/** The call of an `async` function: it runs when it is awaited. A host may make one from an evaluation of its own. */
export class PyCoroutine extends PyInstance {
  readonly body: Eval;
  readonly name: string;
  readonly qualname: string;
  isDone = false;

  constructor(body: Eval, name: string, qualname: string = name) {
    super(coroutineClass);
    this.body = body;
    this.name = name;
    this.qualname = qualname;
  }
}
