"use strict";
(() => {
  const { data, el, section, table, whole, percent, measure, plural } = millrace;
  const { languageLabel, languageCell } = millrace;
  const { totals, reasons, steps, ranked } = millraceCharts;

  function overview() {
    const tile = (name, key) =>
      el(
        "div",
        { class: "tile" },
        el("dt", {}, name),
        el("dd", {}, whole(totals[key]), el("small", {}, percent(totals[key], totals.input))),
      );
    return section(
      "overview",
      "Outcome of the records",
      null,
      data.warnings.map((line) => el("p", { class: "warning", role: "note" }, line)),
      el(
        "dl",
        { class: "tiles" },
        tile("Input", "input"),
        tile("Kept", "kept"),
        tile("Dropped", "dropped"),
        tile("Failed", "failed"),
        tile("Late", "late"),
        tile("Written, with copies", "written"),
      ),
    );
  }

  function funnel() {
    const before = (i) => (i === 0 ? totals.input : steps[i - 1].total);
    const rows = steps.map((step, i) => ({ ...step, before: before(i) }));
    const columns = [
      { title: "Stage", words: true, cell: (row) => row.name },
      { title: "Left", cell: (row) => whole(row.total) },
      { title: "Of the input", cell: (row) => percent(row.total, totals.input) },
      { title: "Dropped", cell: (row) => whole(row.dropped) },
      { title: "Failed", cell: (row) => whole(row.failed) },
      { title: "Of the stage before", cell: (row) => percent(row.total, row.before) },
    ];
    const split = [
      { title: "Stage", words: true, cell: (row) => row.name },
      ...ranked.map((language) => ({
        title: languageLabel(language),
        cell: (row) => whole(row.left[language] || 0),
      })),
    ];
    return section(
      "funnel",
      "What is left after each stage",
      "A record counts for its last language; a record lost before language identification counts as 'unknown'.",
      millraceCharts.funnelChart(),
      table("Records left after each stage", columns, rows),
      el(
        "details",
        { class: "plain" },
        el("summary", {}, "By language, all " + ranked.length),
        table("Records left after each stage by language", split, steps),
      ),
    );
  }

  function lost() {
    return section(
      "reasons",
      "Why records were lost",
      reasons.length === 0
        ? "No record was dropped or failed."
        : "The bars show the 20 most frequent reasons. Open a reason below to read examples.",
      reasons.length > 0 ? millraceCharts.reasonsChart() : null,
      millrace.reasonsList(reasons),
    );
  }

  function thresholds(d) {
    const rows = Object.entries(d.thresholds).map(([language, limit]) => ({ language, limit }));
    if (rows.length === 0) {
      return null;
    }
    return el(
      "details",
      { class: "plain" },
      el("summary", { class: "note" }, plural(rows.length, "language") + " with another limit"),
      table("Limits of " + d.signal, [
        { title: "Language", words: true, cell: (row) => languageCell(row.language), sort: (row) => languageLabel(row.language).toLowerCase() },
        { title: "Limit", cell: (row) => measure(row.limit), sort: (row) => row.limit },
      ], rows, { sortBy: 0 }),
    );
  }

  /** The histogram as a table, made when it is opened. */
  function numbers(d) {
    const node = el("details", { class: "plain" }, el("summary", { class: "note" }, "As a table"));
    const bins = d.counts.map((n, i) => ({ low: d.edges[i], high: d.edges[i + 1], n }));
    if (d.zeros > 0) {
      bins.unshift({ low: 0, high: 0, n: d.zeros });
    }
    const columns = [
      { title: "From", words: true, cell: (row) => (row.high === row.low ? "is " : row.low === 0 && d.zeros > 0 ? "above " : "") + measure(row.low) },
      { title: "To", cell: (row) => measure(row.high) },
      { title: "Documents", cell: (row) => whole(row.n) },
    ];
    node.addEventListener("toggle", () => node.append(table("Documents by " + d.signal, columns, bins)), {
      once: true,
    });
    return node;
  }

  /** How many documents a histogram has on each side of its limit. */
  function said(d) {
    const { all, zeros, beyond } = millraceCharts.countsOf(d);
    return whole(beyond) + " of " + plural(all, "document") + " beyond it" +
      (zeros > 0 ? ", " + percent(zeros, all) + " have 0" : "");
  }

  function distributions() {
    const stages = [...new Set(data.distributions.map((d) => d.stage))];
    return section(
      "signals",
      "Signals and their limits",
      "Documents by value of each signal, all languages together. The line is the limit, dotted ones are limits of single languages; documents in red bars are beyond the common limit, and a rule before may have dropped them. Documents whose value is 0 have a bar of their own on the left.",
      stages.flatMap((stage) => [
        el("h3", {}, stage),
        el(
          "div",
          { class: "signals" },
          data.distributions
            .filter((d) => d.stage === stage)
            .map((d) =>
              el(
                "figure",
                { class: "signal" },
                el("figcaption", {}, el("h4", {}, d.signal.replace(/_/g, " ")), el("p", { class: "note" },
                  "kept when " + d.side.replace("_", " ") + " " + measure(d.threshold) + "; " + said(d))),
                millraceCharts.distributionChart(d),
                thresholds(d),
                numbers(d),
              ),
            ),
        ),
      ]),
    );
  }

  function languages() {
    return section(
      "languages",
      "Languages",
      "'Written' counts the copies of up-sampled documents; the text is that of the documents written.",
      millrace.languagesTable(),
    );
  }

  function time() {
    return section(
      "speed",
      "Time by stage",
      "Seconds are summed over all threads. The whole run took " + measure(data.seconds) + " s.",
      millrace.speedTable(),
    );
  }

  const tags = { SAME: null, GONE: "del", NEW: "ins" };

  /** Original and answer compared: words only in the original are struck out, only in the answer underlined. */
  function diff(p) {
    return el("blockquote", { class: "diff", lang: p.language, dir: "auto", tabindex: "0" },
      p.diff.map((part) => (tags[part.kind] ? el(tags[part.kind], {}, part.text) : part.text)));
  }

  function passageExample(p) {
    return el(
      "li",
      { class: "example" },
      el("p", { class: "measure" }, languageLabel(p.language) + ", style " + p.style + ": ",
        el("strong", {}, p.failures.length === 0 ? "passed" : "refused")),
      p.failures.length === 0 ? null : el("p", { class: "note" }, "because " + p.failures.slice(0, 3).join("; ") +
        (p.failures.length > 3 ? "; and " + plural(p.failures.length - 3, "more reason") : "")),
      p.diff.length > 0 ? diff(p) : el("blockquote", { lang: p.language, dir: "auto", tabindex: "0" }, p.source),
      p.diff.length > 0
        ? el("details", { class: "plain" }, el("summary", { class: "note" }, "Both texts"),
            el("p", { class: "measure" }, "Original"),
            el("blockquote", { lang: p.language, dir: "auto" }, p.source),
            el("p", { class: "measure" }, "Answer"),
            el("blockquote", { lang: p.language, dir: "auto" }, p.answer))
        : el("p", { class: "note" }, "No answer."),
      el("p", { class: "id" }, p.id),
    );
  }

  function rephrasing() {
    const { counts, outcomes, failed, passages, model, sentences } = data.rephrase;
    const rows = (numbers) => Object.entries(numbers).map(([name, n]) => ({ name: name.replace(/_/g, " "), n }));
    const columns = [
      { title: "", words: true, cell: (row) => row.name },
      { title: "Count", cell: (row) => whole(row.n) },
    ];
    return section(
      "rephrase",
      "Rephrasing",
      whole(counts.passed) + " of " + plural(counts.passages, "passage") + " have an answer by " + model +
        " that passed all checks; " + plural(counts.written, "rephrased document") + " written.",
      el("ul", { class: "sentences" }, sentences.map((line) => el("li", {}, line))),
      passages.length > 0
        ? [
            el("h3", {}, "Examples of passages and answers"),
            el("p", { class: "note" }, "Original and answer compared: ", el("del", {}, "only in the original"), ", ", el("ins", {}, "only in the answer"), "."),
          ]
        : null,
      el("ul", { class: "examples" }, ...passages.map(passageExample)),
      el("details", { class: "plain" }, el("summary", {}, "All numbers"),
        table("Documents and styles by outcome", columns, rows(outcomes)),
        table("Passages without an accepted answer, by the first reason", columns, rows(failed)),
        table("Calls, tokens and cost in millionths", columns, rows(counts))),
    );
  }

  function nearMiss(miss) {
    return millrace.example(miss.example, [
      el("p", { class: "measure" }, el("strong", {}, miss.reason.replace(/_/g, " ")), " in " + miss.stage + ": " + miss.description),
      el("p", { class: "measure" }, miss.missed + "."),
      el("p", { class: "measure" }, miss.keeps),
    ]);
  }

  function nearMisses() {
    return section(
      "near",
      "Nearest to being kept",
      "No document was kept. These documents missed a limit by the smallest margin, relative to value or limit. Other limits and later stages may still drop them.",
      el("ul", { class: "examples" }, data.near_misses.map(nearMiss)),
    );
  }

  function pairs() {
    return section(
      "pairs",
      "Pairs of images and captions",
      data.pairs.length === 0
        ? "No pair was kept."
        : "A sample of the kept pairs, chosen by their ids. Dropped pairs are listed under their reasons.",
      millrace.contactSheet(data.pairs),
    );
  }

  function made() {
    return section(
      "recipe",
      "Recipe and models",
      null,
      data.models.length > 0
        ? table("Models", [
            { title: "Model", words: true, cell: (row) => row.name },
            { title: "sha256", words: true, cell: (row) => el("span", { class: "hash" }, row.sha256) },
          ], data.models)
        : null,
      el("details", { class: "plain" }, el("summary", {}, "The recipe with all defaults"), el("pre", { tabindex: "0" }, data.recipe)),
    );
  }

  // ---- the page ----
  document.getElementById("run").textContent = data.run;
  document.getElementById("summary").textContent =
    whole(totals.kept) + " of " + plural(totals.input, "record") + " kept (" +
    percent(totals.kept, totals.input) + ") in " + plural(data.languages.filter((row) => row.kept > 0).length, "language") + ".";
  const sections = [overview(), funnel(), lost()];
  if (data.near_misses.length > 0) {
    sections.unshift(nearMisses());
  }
  if (data.pairs) {
    sections.push(pairs());
  }
  if (data.distributions.length > 0) {
    sections.push(distributions());
  }
  if (data.rephrase) {
    sections.push(rephrasing());
  }
  sections.push(languages());
  if (data.speeds.length > 0) {
    sections.push(time());
  }
  sections.push(made());
  document.getElementById("main").append(...sections);
  const short = { near: "Near misses", overview: "Overview", funnel: "Funnel", reasons: "Reasons", pairs: "Pairs", signals: "Signals", rephrase: "Rephrasing", languages: "Languages", speed: "Time", recipe: "Recipe" };
  document.getElementById("nav").append(
    ...sections.map((node) => el("a", { href: "#" + node.id }, short[node.id])),
  );
  document.getElementById("footer").textContent = "Written by millrace " + data.millrace_version + ".";

  millraceCharts.start();
})();
