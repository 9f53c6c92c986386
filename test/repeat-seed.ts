// With SEED set, property tests of fast-check repeat the cases of that seed, as the other random tests do.
import { configureGlobal } from "fast-check";

if (process.env["SEED"]) configureGlobal({ seed: Number(process.env["SEED"]) });
