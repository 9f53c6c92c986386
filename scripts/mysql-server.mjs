// Unpacks a MySQL server in .cache/mysql (ignored by git) and prints the program that starts it, for MYSQLD. Debian's stable
// releases have MariaDB only, so the packages are those of Debian unstable, with their own C library beside them; nothing is
// installed. Ends with 1 where they cannot be had or do not run here.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), ".cache", "mysql");
const program = join(folder, "mysqld");
const usr = join(folder, "root", "usr");
const libraries = join(usr, "lib", "x86_64-linux-gnu");
const packages = [
  "mysql-server-core",
  ..."libaio1t64 libc6 libgcc-s1 libgoogle-perftools4t64 libicu78 liblz4-1 liblzma5 libnuma1 libprotobuf-lite32t64".split(
    " ",
  ),
  ..."libssl3t64 libstdc++6 libtcmalloc-minimal4t64 libunwind8 libzstd1 zlib1g".split(" "),
];

function run(command, args) {
  const { status, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  if (status === 0) return;
  console.error(
    `mysql server: '${command} ${args.at(-1)}' failed: ${(stderr || String(error)).trim().split("\n").at(-1)}`,
  );
  process.exit(1);
}

/** The mirror that this system takes its packages from. */
function mirror() {
  const parts = "/etc/apt/sources.list.d";
  const files = [
    "/etc/apt/sources.list",
    ...(existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : []),
  ];
  const lines = files.filter(existsSync).flatMap((file) => readFileSync(file, "utf8").split("\n"));
  const found = lines.map((line) => /^(?:URIs:|deb (?:\[.*?\] )?)\s*(\S+\/debian)\/?(?:\s|$)/.exec(line)?.[1]);
  return found.find((uri) => uri !== undefined);
}

/** Whether the program runs, for root as the user of the server: the folder may be closed to it. */
function starts() {
  const command = [program, "--no-defaults", "--version"];
  if (process.getuid?.() === 0) command.unshift("runuser", "-u", "mysql", "--");
  return existsSync(program) && spawnSync(command[0], command.slice(1)).status === 0;
}

if (!starts()) {
  const uri = process.arch === "x64" && process.platform === "linux" ? mirror() : undefined;
  if (uri === undefined) {
    console.error("mysql server: this is no Debian on x64");
    process.exit(1);
  }
  rmSync(folder, { recursive: true, force: true });
  for (const name of ["lists/partial", "cache/archives/partial"]) mkdirSync(join(folder, name), { recursive: true });
  const key = "/usr/share/keyrings/debian-archive-keyring.gpg";
  writeFileSync(join(folder, "sources.list"), `deb [signed-by=${key}] ${uri} sid main\n`);
  const own = [
    ...["-o", `Dir::Etc::sourcelist=${join(folder, "sources.list")}`, "-o", "Dir::Etc::sourceparts=/dev/null"],
    ...["-o", `Dir::State::lists=${join(folder, "lists")}`, "-o", `Dir::Cache=${join(folder, "cache")}`],
    // As root, apt would download as a user that may not write here.
    ...["-o", "APT::Sandbox::User=root", "-qq"],
  ];
  run("apt-get", [...own, "update"]);
  run("apt-get", [...own, "download", ...packages]);
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
    run("dpkg", ["-x", file, "root"]);
    rmSync(join(folder, file));
  }
  // Without the documents, which have links to nowhere.
  for (const name of ["lists", "cache", "root/usr/share/doc"]) rmSync(join(folder, name), { recursive: true });
  writeFileSync(
    program,
    `#!/bin/sh
first=$1
shift
exec ${libraries}/ld-linux-x86-64.so.2 --library-path ${libraries} ${usr}/sbin/mysqld $first --basedir=${usr} \\
  --lc-messages-dir=${usr}/share/mysql --character-sets-dir=${usr}/share/mysql/charsets \\
  --plugin-dir=${usr}/lib/mysql/plugin --secure-file-priv=NULL --mysqlx=OFF --performance-schema=OFF "$@"
`,
    { mode: 0o755 },
  );
  if (!starts()) {
    console.error("mysql server: the program does not run here");
    process.exit(1);
  }
}
console.log(program);
