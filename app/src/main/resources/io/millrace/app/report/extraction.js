"use strict";
// Everything from the data reaches the page as text nodes and attributes, never as markup.
(() => {
  const { data, el, table, whole, percent, measure, plural } = millrace;
  const page = data.page;
  const STEP = 200;
  const blocks = page.blocks.map((block, i) => ({ ...block, number: i + 1 }));
  const sum = (list) => list.reduce((all, block) => all + block.length, 0);
  const kept = blocks.filter((block) => block.kept);
  const disagrees = (block) => block.kept !== block.rules;

  const filters = [
    ["All", () => true],
    ["Kept", (block) => block.kept],
    ["Left out", (block) => !block.kept],
    ["Hidden", (block) => block.hidden],
    ["Embedded", (block) => block.embedded],
    ["Disagree", disagrees],
  ].map(([name, test]) => ({ name, list: blocks.filter(test) }));

  function reasons(block) {
    if (block.reasons.length === 0) {
      return null;
    }
    const node = el("details", {}, el("summary", {}, plural(block.reasons.length, "reason")));
    const columns = [
      { title: "Feature", words: true, cell: (row) => row.feature },
      { title: "Value", cell: (row) => measure(row.value) },
      {
        title: "Contribution",
        cell: (row) =>
          el("span", { class: row.contribution < 0 ? "against" : "for" },
            (row.contribution > 0 ? "+" : "") + measure(row.contribution)),
      },
    ];
    node.addEventListener("toggle", () => node.append(table("Reasons of block " + block.number, columns, block.reasons)), {
      once: true,
    });
    return node;
  }

  function facts(block) {
    const words = [
      block.kind + (block.level > 0 ? " " + block.level : ""),
      plural(block.length, "character"),
    ];
    if (block.link_density > 0) {
      words.push(percent(block.link_density, 1) + " in links");
    }
    if (block.text.replace(/\s/g, "").length < block.length) {
      words.push("shortened");
    }
    if (block.boilerplate) {
      words.push("boilerplate by its name");
    }
    if (block.hidden) {
      words.push("hidden");
    }
    if (block.embedded) {
      words.push("embedded in the page's data");
    }
    return el(
      "div",
      { class: "facts" },
      el("strong", {}, block.kept ? "Kept" : "Left out"),
      " · " + words.join(" · "),
      disagrees(block)
        ? [" · ", el("em", {}, block.rules ? "the rules would keep it" : "the rules would drop it")]
        : null,
    );
  }

  function score(block) {
    const share = Math.max(0, Math.min(1, block.score));
    const bar = el("i");
    bar.style.width = 100 * share + "%";
    const tick = el("u");
    tick.style.left = 100 * Math.max(0, Math.min(1, page.threshold)) + "%";
    return el(
      "div",
      { class: "score" },
      el("span", { class: "number" }, el("span", {}, "#" + block.number), el("b", {}, share.toFixed(2))),
      el("span", { class: "bar", role: "img", "aria-label": "score " + share.toFixed(2) + ", threshold " + measure(page.threshold) }, bar, tick),
    );
  }

  function show(block) {
    const classes = ["block", block.kind];
    for (const state of ["kept", "hidden", "embedded"]) {
      if (block[state]) {
        classes.push(state);
      }
    }
    if (block.level > 0) {
      classes.push("level" + block.level);
    }
    return el(
      "li",
      { class: classes.join(" ") },
      score(block),
      el(
        "div",
        {},
        el("div", { class: "say", dir: "auto" }, block.text),
        facts(block),
        el("div", { class: "path", dir: "ltr" }, block.path),
        reasons(block),
      ),
    );
  }

  // ---- the list, a part at a time ----
  const list = el("ol", { class: "blocks" });
  const more = el("button", { type: "button", class: "more" });
  let shownList = [];
  let next = 0;

  function extend() {
    const part = shownList.slice(next, next + STEP);
    list.append(...part.map(show));
    next += part.length;
    const left = shownList.length - next;
    more.hidden = left === 0;
    more.textContent = "Show " + whole(Math.min(STEP, left)) + " of " + whole(left) + " more";
  }

  function choose(filter) {
    shownList = filter.list;
    next = 0;
    list.replaceChildren();
    if (filter.list.length === 0) {
      list.append(el("li", { class: "empty" }, "No block."));
    }
    extend();
  }

  more.addEventListener("click", extend);
  new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting) && !more.hidden) {
        extend();
      }
    },
    { rootMargin: "1500px" },
  ).observe(more);

  const buttons = filters.map((filter) => {
    const button = el(
      "button",
      { type: "button", "aria-pressed": String(filter.name === "All"), disabled: filter.list.length === 0 },
      filter.name,
      el("small", {}, whole(filter.list.length)),
    );
    button.addEventListener("click", () => {
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      choose(filter);
    });
    return button;
  });

  // ---- the page ----
  const tile = (name, value, small) => el("div", { class: "tile" }, el("dt", {}, name), el("dd", {}, value, el("small", {}, small)));
  const types = Object.entries(page.page_types).sort((a, b) => b[1] - a[1]);
  document.getElementById("title").textContent = page.title || data.url || "A page without a title";
  document.getElementById("url").textContent = data.url;
  document.getElementById("summary").textContent =
    whole(kept.length) + " of " + plural(blocks.length, "block") + " kept.";
  if (data.index !== "") {
    document.getElementById("brand").append(" · ", el("a", { href: data.index }, "all pages"));
  }
  document.getElementById("main").append(
    el(
      "dl",
      { class: "tiles" },
      tile("Page type", page.page_type || "–", page.page_type ? "" : "not classified"),
      tile("Blocks kept", whole(kept.length), percent(kept.length, blocks.length)),
      tile("Characters kept", whole(sum(kept)), percent(sum(kept), sum(blocks))),
      tile("Threshold", measure(page.threshold), "a block's score must reach it"),
      tile("Disagree", whole(filters[5].list.length), "blocks that the rules alone decide differently"),
    ),
    types.length > 0
      ? el("ul", { class: "types", "aria-label": "Probability of each page type" },
          types.map(([name, share]) => el("li", {}, name + " ", millrace.share(share, 1))))
      : "",
    el("div", { class: "filters", role: "group", "aria-label": "Which blocks are shown" }, buttons),
    list,
    more,
  );
  document.getElementById("footer").textContent = "Written by millrace " + data.version + ".";
  choose(filters[0]);
})();
