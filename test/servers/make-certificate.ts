import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A certificate of one's own for a name, and its key. */
export function makeCertificate(
  folder: string,
  name: string,
  host: string,
): { readonly cert: string; readonly key: string } {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
    ...["-keyout", key, "-out", cert, "-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`],
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  return { cert, key };
}
