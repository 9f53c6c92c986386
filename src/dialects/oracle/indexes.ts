import type { CreateIndex } from "../../schema/ddl/index-nodes.js";
import type { OracleVectorIndex } from "../../schema/keywords/index-dialect-options.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { CompileState } from "../base/compile-state.js";
import { Indexes as BaseIndexes } from "../base/indexes.js";

/** Indexes as Oracle writes them. */
export class Indexes extends BaseIndexes {
  override create({ index }: CreateIndex, state: CompileState): readonly string[] {
    const bitmap = dialectOption(index, "oracle", "bitmap") ? "BITMAP " : "";
    const vector = dialectOption(index, "oracle", "vector") as OracleVectorIndex | boolean | null | undefined;
    const kind = vector ? `${bitmap}VECTOR ` : bitmap;
    const table = this.dialect.identifiers.table(this.tableOf(index));
    const name = this.name(index, { withSchema: true });
    const compress = dialectOption(index, "oracle", "compress") ?? false;
    const suffix = compress === false ? "" : compress === true ? " COMPRESS" : ` COMPRESS ${String(compress)}`;
    const parameters = vector ? ` ${vectorParameters(vector === true ? {} : vector)}` : "";
    return [
      `CREATE ${index.unique ? "UNIQUE " : ""}${kind}INDEX ${name} ON ${table} (${this.parts(index, state)})${suffix}${parameters}`,
    ];
  }
}

/** What follows the columns of a VECTOR index. */
function vectorParameters(given: OracleVectorIndex): string {
  const isGraph = given.indexType !== "IVF";
  const named: readonly (readonly [string, number | undefined])[] = isGraph
    ? [
        ["neighbors", given.hnswNeighbors],
        ["efconstruction", given.hnswEfconstruction],
      ]
    : [
        ["neighbor partitions", given.ivfNeighborPartitions],
        ["sample_per_partition", given.ivfSamplePerPartition],
        ["min_vectors_per_partition", given.ivfMinVectorsPerPartition],
      ];
  const parameters = named.flatMap(([name, value]) => (value === undefined ? [] : [`, ${name} ${value}`]));
  return [
    isGraph ? "ORGANIZATION INMEMORY NEIGHBOR GRAPH" : "ORGANIZATION NEIGHBOR PARTITIONS",
    ...(given.distance === undefined ? [] : [`DISTANCE ${given.distance}`]),
    ...(given.accuracy === undefined ? [] : [`WITH TARGET ACCURACY ${given.accuracy}`]),
    `PARAMETERS (type ${isGraph ? "HNSW" : "IVF"}${parameters.join("")})`,
    ...(given.parallel === undefined ? [] : [`PARALLEL ${given.parallel}`]),
  ].join(" ");
}
