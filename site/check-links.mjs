import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/**
 * Checks the links of a built site: each page, file and anchor on this host must exist, and nothing is loaded from
 * another host.
 *
 * @returns a line for each broken link, none where all is well.
 */
export function brokenLinks(dist, base = "/") {
  const names = readdirSync(dist, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
  const texts = new Map(names.filter((name) => name.endsWith(".html")).map((name) => [name, read(dist, name)]));
  const ids = new Map([...texts].map(([name, text]) => [name, idsOf(text)]));
  const broken = [];
  for (const [name, text] of texts) {
    for (const [, attribute, href] of text.matchAll(/\s(href|src)="([^"]*)"/g)) {
      if (/^(data|mailto|javascript):/.test(href)) continue;
      if (/^(https?:)?\/\//.test(href)) {
        if (attribute === "src") broken.push(`${name}: loads ${href} from another host`);
        continue;
      }
      const [path, hash] = href.replaceAll("&amp;", "&").split("#");
      const local = path.startsWith(base) ? path.slice(base.length) : path === "" ? name : join(dirname(name), path);
      const target = pageOf(dist, posix.normalize(decodeURI(local)));
      if (target === undefined) broken.push(`${name}: there is no ${href}`);
      else if (hash && ids.has(target) && !ids.get(target).has(decodeURIComponent(hash)))
        broken.push(`${name}: ${target} has no #${hash}`);
    }
  }
  return [...new Set(broken)];
}

const read = (dist, name) => readFileSync(join(dist, name), "utf8");

const idsOf = (text) => new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id.replaceAll("&amp;", "&")));

/** The file that a path of the site gives. */
function pageOf(dist, path) {
  const wanted = [path, `${path}.html`, posix.join(path, "index.html")].map((one) => one.replace(/^\.?\//, ""));
  return wanted.find((one) => /\.\w+$/.test(one) && existsSync(join(dist, one)));
}
