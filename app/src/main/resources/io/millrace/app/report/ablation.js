"use strict";
(() => {
  const { data, el, whole, plural } = millrace;
  const main = document.getElementById("main");
  const { svg } = curves;
  const signed = (x) => (x === null ? "–" : (x > 0 ? "+" : x < 0 ? "\u2212" : "") + Math.abs(x).toFixed(4));
  const series = (name) => "series" + Math.min(3, data.trainings.indexOf(name));
  const MEASURES = {
    bits_per_byte: "bits per byte (less is better)",
    cloze_accuracy: "cloze, share correct (more is better)",
  };

  document.getElementById("summary").textContent =
    data.trainings.join(" against ") + ": the same model of " + whole(data.parameters) + " parameters, " +
    whole(data.tokens) + " tokens per run, " + plural(data.seeds, "pair") + " of seeds; measured by " +
    plural(data.documents, "held-out document") + " and " + plural(data.questions, "question") + ".";

  // ---- differences ----
  function bar(line, extent) {
    const x = (value) => 96 + (90 * value) / extent;
    const picture = svg("svg", { class: "interval", viewBox: "0 0 192 18", role: "img",
      "aria-label": "interval from " + signed(line.low) + " to " + signed(line.high) });
    picture.append(svg("line", { class: "zero", x1: 96, x2: 96, y1: 0, y2: 18 }));
    if (line.low !== null) {
      picture.append(svg("line", { x1: x(line.low), x2: x(line.high), y1: 9, y2: 9 }));
    }
    picture.append(svg("circle", { cx: x(line.difference), cy: 9, r: 3.5 }));
    return picture;
  }

  for (const comparison of data.comparisons) {
    main.append(el("h2", {}, comparison.second + " minus " + comparison.first));
    for (const [measure, title] of Object.entries(MEASURES)) {
      const lines = comparison.lines.filter((line) => line.measure === measure);
      if (lines.length === 0) {
        continue;
      }
      const extent = Math.max(1e-9, ...lines.map((line) =>
        Math.max(Math.abs(line.difference), Math.abs(line.low || 0), Math.abs(line.high || 0))));
      // the verdict first: a narrow screen shows the first columns
      const heads = ["documents", "verdict", "difference", "95 % interval", "", comparison.first, comparison.second, "number"];
      const rows = lines.map((line) => {
        const cells = [
          [line.verdict, line.verdict.endsWith("is better") ? "words told" : "words"],
          [signed(line.difference)],
          [line.low === null ? "–" : signed(line.low) + " to " + signed(line.high)],
          [bar(line, extent), "picture"],
          [line.first.toFixed(4)],
          [line.second.toFixed(4)],
          [whole(line.count)],
        ];
        return el("tr", {},
          el("th", { scope: "row" }, line.group),
          cells.map(([content, kind], i) => el("td", { class: kind, "data-label": heads[i + 1] }, content)));
      });
      main.append(
        el("h3", {}, title),
        el("div", { class: "scroll stacked", tabindex: "0", role: "region", "aria-label": comparison.second + " minus " + comparison.first + ", " + title },
          el("table", {},
            el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
            el("tbody", {}, rows))));
    }
  }
  main.append(el("p", { class: "note" },
    data.seeds > 1
      ? "Intervals come from a paired bootstrap over seeds and documents. If an interval contains 0, the runs do not show which training is better; more seeds or tokens may. " +
        "Without any difference, about one interval in twenty does not contain 0."
      : "Intervals come from a paired bootstrap over documents only: with one seed, they do not cover the effect of the seed."));
  if (data.trained_on > 0) {
    main.append(el("p", { class: "note" }, plural(data.trained_on, "held-out document") +
      " left out, because a training reads the same text under another id."));
  }

  // ---- curves ----
  const figure = curves.figure(
    data.runs.map((run) => ({ class: series(run.training), title: run.training + ", seed " + run.seed, points: run.curve })),
    { label: "training loss over tokens", width: Math.max(320, Math.min(900, main.clientWidth)), height: 320 });
  main.append(
    el("h2", {}, "Training loss"),
    el("p", { class: "note" }, "Nats per token over tokens read, one line per run. Each loss is on the training's own texts, so only held-out documents compare trainings.",
      data.trainings.map((name) => [el("span", { class: "key " + series(name) }), name])),
    figure);

  // ---- runs ----
  main.append(
    el("h2", {}, "Runs"),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Runs" },
      el("table", {},
        el("thead", {}, el("tr", {}, ["training", "seed", "bits per byte", "cloze"].map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, data.runs.map((run) =>
          el("tr", {},
            el("th", { scope: "row" }, run.training),
            el("td", {}, String(run.seed)),
            el("td", {}, run.bits_per_byte.toFixed(4)),
            el("td", {}, run.cloze_accuracy === null ? "–" : run.cloze_accuracy.toFixed(3))))))));
  document.getElementById("footer").textContent = "millrace " + data.millrace_version;
})();
