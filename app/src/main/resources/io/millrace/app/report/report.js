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
      "How the records ended",
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
      "A record counts for the language it had in the end; one that was lost before its language was known is in 'unknown'.",
      millraceCharts.funnelChart(),
      table("Records left after each stage", columns, rows),
      el(
        "details",
        { class: "plain" },
        el("summary", {}, "The same by language, all " + ranked.length),
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
        : "The bars show the 20 most frequent reasons. Open a reason below to read records it took.",
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

  /** The histogram as a table, made when it is asked for. */
  function numbers(d) {
    const node = el("details", { class: "plain" }, el("summary", { class: "note" }, "As a table"));
    const bins = d.counts.map((n, i) => ({ low: d.edges[i], high: d.edges[i + 1], n }));
    const columns = [
      { title: "From", words: true, cell: (row) => measure(row.low) },
      { title: "To", cell: (row) => measure(row.high) },
      { title: "Documents", cell: (row) => whole(row.n) },
    ];
    node.addEventListener("toggle", () => node.append(table("Documents by " + d.signal, columns, bins)), {
      once: true,
    });
    return node;
  }

  function distributions() {
    const stages = [...new Set(data.distributions.map((d) => d.stage))];
    return section(
      "signals",
      "Signals and their limits",
      "Documents by value of each signal, all languages together. The line is the limit, dotted ones are limits of single languages; documents in red bars are on the wrong side of the common limit.",
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
                  "kept when " + d.side.replace("_", " ") + " " + measure(d.threshold))),
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
      "Seconds are added up over all threads. The whole run took " + measure(data.seconds) + " s.",
      millrace.speedTable(),
    );
  }

  function passageExample(p) {
    const verdict = p.failures.length === 0 ? "passed" : p.failures.join(", ").replace(/_/g, " ");
    return el(
      "li",
      { class: "example" },
      el("p", { class: "measure" }, languageLabel(p.language) + ", " + p.style + ": " + verdict),
      p.detail ? el("p", { class: "note" }, p.detail) : null,
      el("blockquote", { lang: p.language, dir: "auto" }, p.source),
      el("p", { class: "measure" }, "Answer:"),
      el("blockquote", { lang: p.language, dir: "auto" }, p.answer),
      el("p", { class: "id" }, p.id),
    );
  }

  function rephrasing() {
    const { counts, outcomes, failed, passages, model } = data.rephrase;
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
      table("Documents and styles by what came of them", columns, rows(outcomes)),
      table("Passages without a good answer, by the first reason", columns, rows(failed)),
      table("Calls, tokens and cost in millionths", columns, rows(counts)),
      passages.length > 0 ? el("h3", {}, "Some passages with their answers") : null,
      el("ul", { class: "examples" }, ...passages.map(passageExample)),
    );
  }

  function pairs() {
    return section(
      "pairs",
      "Pairs of images and captions",
      data.pairs.length === 0
        ? "No pair was kept."
        : "Some of the pairs that were kept, drawn by their ids. Those that were dropped are under their reasons.",
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
      el("details", { class: "plain" }, el("summary", {}, "The recipe, every default filled in"), el("pre", { tabindex: "0" }, data.recipe)),
    );
  }

  // ---- the page ----
  document.getElementById("run").textContent = data.run;
  document.getElementById("summary").textContent =
    whole(totals.kept) + " of " + plural(totals.input, "record") + " kept (" +
    percent(totals.kept, totals.input) + ") in " + plural(data.languages.filter((row) => row.kept > 0).length, "language") + ".";
  const sections = [overview(), funnel(), lost()];
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
  const short = { overview: "Overview", funnel: "Funnel", reasons: "Reasons", pairs: "Pairs", signals: "Signals", rephrase: "Rephrasing", languages: "Languages", speed: "Time", recipe: "Recipe" };
  document.getElementById("nav").append(
    ...sections.map((node) => el("a", { href: "#" + node.id }, short[node.id])),
  );
  document.getElementById("footer").textContent = "Written by millrace " + data.millrace_version + ".";

  millraceCharts.start();
})();
