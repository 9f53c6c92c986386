import { ClauseElement } from "../elements/clause-element.js";

/** The name of a label or column of the SELECT around it, as an ORDER BY or GROUP BY may have it. */
export class LabelReference extends ClauseElement {
  readonly kind = "labelReference";
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }
}
