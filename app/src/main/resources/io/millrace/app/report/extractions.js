"use strict";
// Everything from the data reaches the page as text nodes and attributes, never as markup.
(() => {
  const { data, el, table, whole, plural, share } = millrace;
  const count = (title, key) => ({ title, cell: (row) => whole(row[key]), sort: (row) => row[key] });
  const kept = data.pages.reduce((all, row) => all + row.kept, 0);
  const blocks = data.pages.reduce((all, row) => all + row.blocks, 0);
  const name = (row) =>
    el(
      "div",
      { class: "name" },
      el("a", { href: row.file, dir: "auto" }, row.title || row.url || row.file),
      el("div", { class: "address", dir: "ltr" }, row.url),
    );
  document.getElementById("title").textContent = plural(data.pages.length, "page");
  document.getElementById("summary").textContent =
    whole(kept) + " of " + plural(blocks, "block") + " kept.";
  document.getElementById("main").append(
    table("Pages", [
      { title: "Page", words: true, cell: name, sort: (row) => (row.title || row.url).toLowerCase() },
      { title: "Type", words: true, cell: (row) => row.page_type || "–", sort: (row) => row.page_type },
      count("Blocks", "blocks"),
      count("Kept", "kept"),
      {
        title: "Characters kept",
        cell: (row) => share(row.kept_length, row.length),
        sort: (row) => (row.length > 0 ? row.kept_length / row.length : 0),
      },
      count("Disagree", "disagree"),
    ], data.pages),
  );
  document.getElementById("footer").textContent = "Written by millrace " + data.version + ".";
})();
