import { branchColors } from "../branch-colors.js";

const colors = (key: "light" | "dark"): string =>
  branchColors.map((color, place) => `.b${place}{--c:${color[key]}}`).join("\n");

/** The style of the page, with colours for a light and a dark background, and one column on a phone. */
export const pageStyle = `
:root{color-scheme:light dark;--ground:#fff;--text:#1c2129;--dim:#5c6672;--edge:#d5dae1;--soft:#f3f5f8;--mark:#fff0a8;--at:#0f6b3a;--focus:#1f5fbf}
${colors("light")}
@media(prefers-color-scheme:dark){
:root{--ground:#14171c;--text:#e6e9ee;--dim:#9aa5b1;--edge:#333a44;--soft:#1d222a;--mark:#574b00;--at:#6fdc9d;--focus:#7cb0ff}
${colors("dark")}
}
*{box-sizing:border-box}
body{margin:0;height:100vh;height:100dvh;display:flex;flex-direction:column;background:var(--ground);color:var(--text);font:14px/1.45 ui-sans-serif,system-ui,sans-serif}
header{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding:10px 14px;border-bottom:1px solid var(--edge)}
h1{font-size:16px;margin:0}
button,input,select{font:inherit;color:inherit;background:var(--soft);border:1px solid var(--edge);border-radius:6px;padding:5px 10px}
button{cursor:pointer;min-width:34px}
:focus-visible{outline:2px solid var(--focus);outline-offset:1px}
#search{flex:1 1 150px;min-width:0;max-width:340px}
#found,.dim{color:var(--dim)}
#databases{display:flex;flex-wrap:wrap;gap:6px;width:100%}
#databases:empty{display:none}
#databases button{color:var(--at)}
main{flex:1;min-height:0;display:flex}
#scroll{flex:1;min-width:0;overflow:auto;position:relative;outline-offset:-3px}
#space{position:relative}
#space svg{position:absolute;left:0;top:0;overflow:visible;pointer-events:none}
.line{fill:none;stroke:var(--c);stroke-width:2}
.dependency{stroke-dasharray:2 4}
.dot{fill:var(--ground);stroke:var(--c);stroke-width:2}
.applied{fill:var(--c)}
.ring{fill:none;stroke:var(--c)}
.row{position:absolute;left:0;right:0;display:flex;gap:8px;align-items:center;padding-right:14px;white-space:nowrap;cursor:pointer;overflow:hidden}
.row:hover{background:var(--soft)}
.row[aria-selected=true]{background:var(--soft);box-shadow:inset 3px 0 var(--focus)}
.row.match{background:var(--mark)}
.id{font:600 13px ui-monospace,monospace;color:var(--c)}
.at{color:var(--at);font-weight:600}
#panel{width:min(560px,48%);border-left:1px solid var(--edge);overflow:auto;padding:14px}
#panel[hidden]{display:none}
#panel h2{font:600 15px ui-monospace,monospace;margin:0 0 2px;overflow-wrap:anywhere}
#panel dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:10px 0}
#panel dt{color:var(--dim)}
#panel dd{margin:0;overflow-wrap:anywhere}
#panel h3{font-size:14px;margin:14px 0 6px;display:flex;gap:10px;align-items:center}
pre{margin:0;padding:10px;background:var(--soft);border:1px solid var(--edge);border-radius:6px;overflow:auto;font:12px/1.5 ui-monospace,monospace;tab-size:2}
#close{float:right}
@media(max-width:700px){
main{flex-direction:column}
#panel{width:auto;max-height:58%;border-left:0;border-top:2px solid var(--edge)}
}
`;
