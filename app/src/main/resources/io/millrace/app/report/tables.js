"use strict";
// Everything from the data reaches the page as text nodes and attributes, never as markup.
const millrace = (() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const numbers = new Intl.NumberFormat("en");
  const names = (() => {
    try {
      return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
    } catch (e) {
      return { of: () => undefined };
    }
  })();

  const whole = (n) => numbers.format(n);
  const percent = (part, all) => {
    const share = all > 0 ? (100 * part) / all : NaN;
    const text = share > 0 && share < 0.05 ? "<0.1" : share < 100 && share > 99.95 ? ">99.9" : share.toFixed(1);
    return Number.isNaN(share) ? "–" : text + "\u00a0%";
  };
  const measure = (x) =>
    x === null || x === undefined || x === "NaN"
      ? "–"
      : Math.abs(x) >= 1e6 || (x !== 0 && Math.abs(x) < 1e-4)
        ? Number(x).toExponential(2)
        : numbers.format(Number(Number(x).toPrecision(4)));
  const plural = (n, word) => whole(n) + " " + word + (n === 1 ? "" : "s");
  const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  const sum = (byLanguage) => Object.values(byLanguage).reduce((a, b) => a + b, 0);

  function languageName(code) {
    if (code === "und") {
      return "unknown";
    }
    try {
      return names.of(code.replace(/_/g, "-")) || "";
    } catch (e) {
      return "";
    }
  }

  const languageLabel = (code) => languageName(code) || code;

  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(name, value === true ? "" : value);
      }
    }
    for (const child of children.flat(Infinity)) {
      if (child !== null && child !== undefined) {
        node.append(child);
      }
    }
    return node;
  }

  function section(id, title, note, ...children) {
    return el(
      "section",
      { id, "aria-labelledby": id + "-title" },
      el("h2", { id: id + "-title" }, title),
      note ? el("p", { class: "note" }, note) : null,
      children,
    );
  }

  /**
   * A table with sortable columns.
   * columns: [{ title, words?, cell(row) -> node or text, sort?(row) -> number or text }]
   */
  function table(label, columns, rows, options) {
    const body = el("tbody");
    const heads = columns.map((column) => {
      const sortable = column.sort !== undefined;
      const head = el("th", { scope: "col", class: column.words ? "words" : null });
      head.append(sortable ? el("button", { type: "button" }, column.title) : column.title);
      return head;
    });
    const fill = (ordered) =>
      body.replaceChildren(
        ...ordered.map((row) =>
          el(
            "tr",
            {},
            columns.map((column, i) =>
              el(
                i === 0 ? "th" : "td",
                { scope: i === 0 ? "row" : null, class: column.words ? "words" : null },
                column.cell(row),
              ),
            ),
          ),
        ),
      );
    const order = (index, direction) => {
      const key = columns[index].sort;
      const ordered = [...rows].sort((a, b) => {
        const x = key(a);
        const y = key(b);
        return (typeof x === "string" ? (x < y ? -1 : x > y ? 1 : 0) : x - y) * direction;
      });
      heads.forEach((head, i) => {
        if (i === index) {
          head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        } else {
          head.removeAttribute("aria-sort");
        }
      });
      fill(ordered);
    };
    columns.forEach((column, i) => {
      if (column.sort !== undefined) {
        heads[i].firstChild.addEventListener("click", () => {
          const now = heads[i].getAttribute("aria-sort");
          order(i, now ? (now === "ascending" ? -1 : 1) : column.words ? 1 : -1);
        });
      }
    });
    const initial = options && options.sortBy !== undefined ? options.sortBy : -1;
    if (initial >= 0) {
      order(initial, columns[initial].words ? 1 : -1);
    } else {
      fill(rows);
    }
    return el(
      "div",
      {
        class: "scroll" + (rows.length > 24 ? " tall" : ""),
        tabindex: "0",
        role: "region",
        "aria-label": label,
      },
      el("table", {}, el("thead", {}, el("tr", {}, heads)), body),
    );
  }

  function share(part, all) {
    const bar = el("i");
    bar.style.width = (all > 0 ? (100 * part) / all : 0) + "%";
    return [percent(part, all), el("span", { class: "share", "aria-hidden": "true" }, bar)];
  }

  const languageCell = (code) => [
    languageLabel(code),
    languageName(code) && code !== "und" ? el("span", { class: "code" }, code) : null,
  ];

  function languagesTable() {
    const count = (title, key) => ({
      title,
      cell: (row) => whole(row[key]),
      sort: (row) => row[key],
    });
    return table(
      "Languages",
      [
        {
          title: "Language",
          words: true,
          cell: (row) => languageCell(row.language),
          sort: (row) => languageLabel(row.language).toLowerCase(),
        },
        count("Input", "input"),
        count("Kept", "kept"),
        {
          title: "Share kept",
          cell: (row) => share(row.kept, row.input),
          sort: (row) => (row.input ? row.kept / row.input : 0),
        },
        count("Dropped", "dropped"),
        count("Failed", "failed"),
        count("Late", "late"),
        count("Written", "written"),
        {
          title: "Text, MB",
          cell: (row) => numbers.format(Number((row.bytes / 1e6).toFixed(1))),
          sort: (row) => row.bytes,
        },
      ],
      data.languages,
      { sortBy: 1 },
    );
  }

  /** A small image without alt text, because its caption is next to it. */
  function picture(item) {
    return el("img", { class: "small", src: "data:image/jpeg;base64," + item.image, alt: "" });
  }

  /** Images with their captions, side by side. */
  function contactSheet(items) {
    return el(
      "ul",
      { class: "sheet" },
      items.map((item) =>
        el(
          "li",
          {},
          item.image === "" ? null : picture(item),
          el("p", { lang: item.language, dir: "auto" }, item.excerpt),
          el("p", { class: "id" }, languageLabel(item.language)),
        ),
      ),
    );
  }

  /** words: what is said of it in place of its signal and limit. */
  function example(item, words) {
    const decided = words
      ? words
      : item.signal === ""
        ? null
        : el(
            "p",
            { class: "measure" },
            item.signal + " ",
            el("strong", {}, measure(item.value)),
            ", limit " + measure(item.threshold),
          );
    const language = /^[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*$/.test(item.language)
      ? item.language.replace(/_/g, "-")
      : null;
    return el(
      "li",
      { class: "example" },
      el("div", { class: "url", dir: "ltr" }, item.url || "no address"),
      item.image === "" ? null : picture(item),
      decided,
      el("div", { class: "id" }, languageLabel(item.language) + " · " + item.id),
      item.excerpt === ""
        ? null
        : el("blockquote", { lang: language, dir: "auto", tabindex: "0" }, item.excerpt),
    );
  }

  function reasonsList(reasons) {
    const total = reasons.reduce((all, reason) => all + reason.count, 0);
    return reasons.map((reason) =>
      el(
        "details",
        {},
        el(
          "summary",
          {},
          el("strong", {}, reason.reason.replace(/_/g, " ")),
          " ",
          el("span", { class: "why" }, "in " + reason.stage + ": " + reason.description),
          el("span", { class: "count" }, whole(reason.count) + " · " + percent(reason.count, total)),
        ),
        reason.examples.length > 0
          ? el("ul", { class: "examples" }, reason.examples.map((item) => example(item)))
          : el("p", { class: "note" }, "No example was kept."),
      ),
    );
  }

  function speedTable() {
    return table(
      "Time by stage",
      [
        { title: "Stage", words: true, cell: (row) => row.stage, sort: (row) => row.stage },
        { title: "Seconds", cell: (row) => measure(row.seconds), sort: (row) => row.seconds },
        { title: "Records", cell: (row) => whole(row.records), sort: (row) => row.records },
        {
          title: "Records/s",
          cell: (row) => (row.seconds > 0 ? whole(Math.round(row.records / row.seconds)) : "–"),
          sort: (row) => (row.seconds > 0 ? row.records / row.seconds : 0),
        },
        {
          title: "MB/s",
          cell: (row) => (row.seconds > 0 ? measure(row.bytes / 1e6 / row.seconds) : "–"),
          sort: (row) => (row.seconds > 0 ? row.bytes / row.seconds : 0),
        },
      ],
      data.speeds,
    );
  }

  return {
    data, el, section, table, whole, percent, measure, plural, compact, sum,
    languageLabel, languageCell, languagesTable, contactSheet, example, reasonsList, speedTable, share,
  };
})();
