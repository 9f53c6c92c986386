/**
 * The script of the page. It writes all text with `textContent`, so that text from revisions is never markup. It draws
 * only the visible rows, so that the page stays fast with many revisions.
 */
export const pageScript = `"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const { rows, edges, details, dialects } = data;
const byId = new Map(rows.map((row, at) => [row.revision, at]));
const find = (id) => document.getElementById(id);
const [scroller, space, panel, search, found] = ["scroll", "space", "panel", "search", "found"].map(find);
const SVG = "http://www.w3.org/2000/svg";
let zoom = 1;
let selected = 0;
let matches = [];
let dialect = dialects[0];
const height = () => 30 * zoom;
const x = (lane) => (16 + 18 * lane) * zoom;
const y = (row) => (row + 0.5) * height();

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}
function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
function path({ from, to, lane }) {
  const [start, end, column] = [x(rows[from].lane), x(rows[to].lane), x(lane)];
  const bend = (fromX, fromY, toX, toY) => {
    const middle = (fromY + toY) / 2;
    return fromX === toX ? "V" + toY : "C" + [fromX, middle, toX, middle, toX, toY].join(" ");
  };
  const begin = "M" + start + " " + y(from);
  if (to === from + 1) {
    const half = (y(from) + y(to)) / 2;
    return begin + bend(start, y(from), column, half) + bend(column, half, end, y(to));
  }
  return begin + bend(start, y(from), column, y(from + 1)) + "V" + y(to - 1) + bend(column, y(to - 1), end, y(to));
}
function label(row) {
  return [row.revision, ...row.marks, row.doc, row.databases.length ? "at: " + row.databases.join(", ") : "", row.applied ? "applied" : ""]
    .filter((part) => part !== "").join(", ");
}

let drawn = false;
function draw() {
  drawn = false;
  const first = Math.max(0, Math.floor(scroller.scrollTop / height()) - 20);
  const last = Math.min(rows.length - 1, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height()) + 20);
  const seen = edges.filter(({ from, to }) => from <= last && to >= first);
  // The texts begin to the right of the last visible lane.
  const left = x(Math.max(0, ...seen.map(({ lane }) => lane), ...rows.slice(first, last + 1).map(({ lane }) => lane))) + 16 * zoom;
  const svg = shape("svg", { width: left, height: rows.length * height(), "aria-hidden": "true" });
  for (const edge of seen) {
    svg.append(shape("path", { class: "line b" + edge.color + (edge.dependency ? " dependency" : ""), d: path(edge) }));
  }
  const elements = [];
  for (let at = first; at <= last; at++) {
    const row = rows[at];
    const place = { cx: x(row.lane), cy: y(at) };
    if (row.databases.length > 0) svg.append(shape("circle", { class: "ring b" + row.color, r: 8 * zoom, ...place }));
    svg.append(shape("circle", { class: "dot b" + row.color + (row.applied ? " applied" : ""), r: 5 * zoom, ...place }));
    const element = make("div", "row b" + row.color + (matches.includes(at) ? " match" : ""));
    element.id = "row" + at;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", String(at === selected));
    element.setAttribute("aria-setsize", String(rows.length));
    element.setAttribute("aria-posinset", String(at + 1));
    element.setAttribute("aria-label", label(row));
    element.dataset.at = String(at);
    Object.assign(element.style, { top: at * height() + "px", height: height() + "px", paddingLeft: left + "px", fontSize: Math.max(9, 14 * Math.min(1, zoom)) + "px" });
    element.append(make("span", "id", row.revision));
    if (row.marks.length > 0) element.append(make("span", "dim", row.marks.join(" ")));
    if (row.doc !== "") element.append(make("span", "", row.doc));
    if (row.databases.length > 0) element.append(make("span", "at", "\\u2190 " + row.databases.join(", ")));
    elements.push(element);
  }
  space.style.height = rows.length * height() + "px";
  space.style.minWidth = left + 260 + "px";
  space.replaceChildren(...elements, svg);
}
function later() {
  if (drawn) return;
  drawn = true;
  requestAnimationFrame(draw);
}
function select(at, opens) {
  selected = Math.max(0, Math.min(rows.length - 1, at));
  const top = selected * height();
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + height() > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height() - scroller.clientHeight;
  draw();
  scroller.setAttribute("aria-activedescendant", "row" + selected);
  if (opens || !panel.hidden) open();
}
function open() {
  const row = rows[selected];
  const detail = Object.hasOwn(details, row.revision) ? details[row.revision] : {};
  panel.hidden = false;
  const close = make("button", "", "\\u2715");
  close.id = "close";
  close.setAttribute("aria-label", "Close");
  close.addEventListener("click", shut);
  const facts = make("dl");
  const fact = (name, value) => { if (value) facts.append(make("dt", "", name), make("dd", "", value)); };
  fact("Parents", row.parents.join(", ") || "none");
  fact("Depends on", row.dependencies.join(", "));
  fact("Branch", row.branchLabels.join(", "));
  fact("Databases", row.databases.join(", "));
  fact("Applied to", row.appliedTo.join(", "));
  fact("File", detail.path);
  panel.replaceChildren(close, make("h2", "", row.revision), make("div", "dim", row.marks.join(" ")), make("p", "", detail.message ?? row.doc), facts);
  if (detail.script !== undefined) panel.append(make("h3", "", "Script"), text("script", detail.script));
  if (detail.sql !== undefined) {
    const heading = make("h3", "", "SQL");
    const sql = text("sql", detail.sql[dialect]);
    if (dialects.length > 1) {
      const choice = make("select");
      choice.setAttribute("aria-label", "Dialect");
      for (const name of dialects) choice.append(make("option", "", name));
      choice.value = dialect;
      choice.addEventListener("change", () => { dialect = choice.value; sql.textContent = detail.sql[dialect]; });
      heading.append(choice);
    } else heading.append(make("span", "dim", dialect));
    panel.append(heading, sql);
  }
  panel.setAttribute("aria-label", "Revision " + row.revision);
  history.replaceState(null, "", "#" + encodeURIComponent(row.revision));
}
function text(id, content) {
  const element = make("pre", "", content);
  element.id = id;
  element.tabIndex = 0;
  return element;
}
function shut() {
  panel.hidden = true;
  history.replaceState(null, "", location.pathname + location.search);
  scroller.focus();
}
function seek() {
  const wanted = search.value.trim().toLowerCase();
  matches = wanted === "" ? [] : rows.flatMap((row, at) => (row.search.includes(wanted) ? [at] : []));
  found.textContent = wanted === "" ? "" : matches.length + (matches.length === 1 ? " match" : " matches");
  if (matches.length > 0 && !matches.includes(selected)) select(matches[0]);
  else draw();
}
function scale(factor) {
  const middle = (scroller.scrollTop + scroller.clientHeight / 2) / height();
  zoom = Math.max(0.3, Math.min(2.5, zoom * factor));
  draw();
  scroller.scrollTop = middle * height() - scroller.clientHeight / 2;
}

for (const { name, at, text: words } of data.databases) {
  const button = make("button", "", name + ": " + words);
  const place = byId.get(at[0]);
  if (place === undefined) button.disabled = true;
  button.addEventListener("click", () => { select(place, true); scroller.focus(); });
  find("databases").append(button);
}
find("in").addEventListener("click", () => scale(1.25));
find("out").addEventListener("click", () => scale(0.8));
scroller.addEventListener("scroll", later);
scroller.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  scale(event.deltaY < 0 ? 1.1 : 1 / 1.1);
}, { passive: false });
addEventListener("resize", later);
space.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row !== null) select(Number(row.dataset.at), true);
});
search.addEventListener("input", seek);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && matches.length > 0) {
    const step = event.shiftKey ? matches.findLast((at) => at < selected) ?? matches.at(-1) : matches.find((at) => at > selected) ?? matches[0];
    select(step);
  }
  if (event.key === "Escape") { search.value = ""; seek(); scroller.focus(); }
  event.stopPropagation();
});
const parentOf = () => rows[selected].parents.map((id) => byId.get(id)).find((at) => at !== undefined);
const childOf = () => edges.find((edge) => edge.to === selected)?.from;
addEventListener("keydown", (event) => {
  if (event.key === "/") { event.preventDefault(); search.focus(); return; }
  if (event.key === "Escape" && !panel.hidden) { shut(); return; }
  if (document.activeElement !== scroller) return;
  const page = Math.max(1, Math.floor(scroller.clientHeight / height()) - 1);
  const moves = { ArrowDown: selected + 1, ArrowUp: selected - 1, PageDown: selected + page, PageUp: selected - page, Home: 0, End: rows.length - 1, ArrowLeft: parentOf(), ArrowRight: childOf() };
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); select(selected, true); }
  else if (event.key === "+" || event.key === "-") scale(event.key === "+" ? 1.25 : 0.8);
  else if (Object.hasOwn(moves, event.key)) { event.preventDefault(); if (moves[event.key] !== undefined) select(moves[event.key]); }
});
const named = byId.get(decodeURIComponent(location.hash.slice(1)));
draw();
if (rows.length > 0) select(named ?? 0, named !== undefined);
scroller.focus();
`;
