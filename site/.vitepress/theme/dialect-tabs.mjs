const key = "alembic-ts:tab";

/** The groups of tabs on the page, each with its tabs by their names. */
function groups() {
  return [...document.querySelectorAll(".vp-code-group")].map((group) => {
    const labels = [...group.querySelectorAll(".tabs label")];
    return new Map(labels.map((label) => [label.dataset.title ?? label.textContent.trim(), label]));
  });
}

/** Shows a tab of every group that has one of this name. */
function show(name, except) {
  for (const tabs of groups()) {
    const label = tabs.get(name);
    const input = label && document.getElementById(label.htmlFor);
    if (!input || input === except || input.checked) continue;
    const blocks = label.closest(".vp-code-group").querySelector(".blocks");
    input.checked = true;
    for (const [at, block] of [...blocks.children].entries()) {
      block.classList.toggle("active", at === [...tabs.values()].indexOf(label));
    }
  }
}

/** Shows, where a dialect is chosen in one group, the same one in all others, and remembers it for the next page. */
export function followTab({ target }) {
  if (!(target instanceof HTMLInputElement) || target.closest(".vp-code-group") === null) return;
  const label = document.querySelector(`label[for="${CSS.escape(target.id)}"]`);
  const name = label?.dataset.title ?? label?.textContent.trim();
  if (name === undefined) return;
  const top = target.getBoundingClientRect().top;
  show(name, target);
  // The examples above may have become longer or shorter: the one that was clicked stays where it is.
  window.scrollBy(0, target.getBoundingClientRect().top - top);
  try {
    localStorage.setItem(key, name);
  } catch {
    // A browser that keeps nothing shows the first dialect again on the next page.
  }
}

/** Shows the dialect that was chosen before. */
export function restoreTab() {
  try {
    const name = localStorage.getItem(key);
    if (name !== null) show(name);
  } catch {
    // Nothing is kept.
  }
}
