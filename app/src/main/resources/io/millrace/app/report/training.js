"use strict";
(() => {
  const { data, el, section, table, whole, measure, plural } = millrace;
  const main = document.getElementById("main");
  const KINDS = {
    loss: ["Loss", "nats per token"],
    perplexity: ["Perplexity", "of held-out documents; depends on the tokenizer"],
    bits: ["Bits per byte", "of held-out documents; does not depend on the tokenizer"],
    rate: ["Learning rate", "of each step"],
    norm: ["Gradient norm", "before clipping"],
    speed: ["Speed", "tokens per second, without the time of measurements and checkpoints"],
    load: ["Load of experts", "share of choices before capacity limits; dashed: an even share"],
    dropped: ["Tokens without an expert", "share by router; these tokens pass through the residual only"],
    counter: ["", ""],
  };
  const ZERO = ["rate", "norm", "speed", "load", "dropped"];
  const heldOut = data.held_out;
  const last = heldOut[heldOut.length - 1];
  const speed = data.seconds > 0 ? data.tokens / data.seconds : 0;

  document.getElementById("summary").textContent =
    data.name + ": a model with " + whole(data.parameters) + " parameters, " + whole(data.steps) + " of " +
    plural(data.planned, "step") + ", " + whole(data.tokens) + " tokens.";

  const tile = (name, value, note) => el("div", { class: "tile" }, el("dt", {}, name), el("dd", {}, value, note ? el("small", {}, note) : null));
  const losses = data.charts.find((chart) => chart.kind === "loss");
  const training = losses ? losses.lines[0].points : [];
  main.append(el("dl", { class: "tiles" },
    training.length ? tile("Training loss", measure(training[training.length - 1][1]), "from " + measure(training[0][1])) : null,
    last ? tile("Held-out loss", measure(last.loss), "from " + measure(heldOut[0].loss)) : null,
    last ? tile("Held-out perplexity", measure(Math.exp(last.loss))) : null,
    last ? tile("Held-out bits per byte", measure(last.bits_per_byte)) : null,
    tile("Tokens per second", whole(Math.round(speed)), "mean of all steps"),
    tile("Steps that went wrong", whole(data.mishaps.length))));

  /** The even share of a router's experts. */
  const even = (chart) => (chart.kind === "load" ? 1 / chart.lines.length : undefined);

  function picture(chart) {
    const [title, note] = KINDS[chart.kind] || KINDS.counter;
    const name = title || chart.of;
    const many = chart.lines.length > 4;
    const drawn = chart.lines.map((line, i) => ({
      class: line.name === "held out" ? "series1" : many ? "series0" : "series" + i,
      title: line.name,
      points: line.points,
      dots: line.name === "held out",
    }));
    const keys = chart.lines.length > 1 && !many
      ? drawn.map((line) => [el("span", { class: "key " + line.class }), line.title])
      : null;
    return el("figure", { class: many ? "many" : null },
      el("figcaption", {}, el("strong", {}, name), " ", note, chart.kind === "load" ? el("span", { class: "hash" }, " " + chart.of) : null, keys),
      curves.figure(drawn, { label: name + " over steps", width: 480, height: 220, zero: ZERO.includes(chart.kind), even: even(chart) }));
  }

  const ofModel = data.charts.filter((chart) => !["load", "dropped", "counter"].includes(chart.kind));
  const ofLayers = data.charts.filter((chart) => !ofModel.includes(chart));
  main.append(section("curves", "Curves", "By step. Lines are means over several steps; dots are measurements.",
    el("div", { class: "charts" }, ofModel.map(picture))));
  if (ofLayers.length > 0) {
    main.append(section("layers", "Layers", "Counters of layers in the last batch of each step.",
      el("div", { class: "charts" }, ofLayers.map(picture))));
  }
  if (heldOut.length > 0) {
    main.append(section("held-out", "Held-out documents",
      "The same documents each time, never trained on. Training loss is the mean over the steps since the previous line.",
      table("Held-out documents", [
        { title: "Step", cell: (row) => whole(row.step) },
        { title: "Tokens read", cell: (row) => whole(row.tokens) },
        { title: "Training loss", cell: (row) => row.training_loss.toFixed(4) },
        { title: "Held-out loss", cell: (row) => row.loss.toFixed(4) },
        { title: "Perplexity", cell: (row) => measure(Math.exp(row.loss)) },
        { title: "Bits per byte", cell: (row) => row.bits_per_byte.toFixed(4) },
      ], heldOut)));
  }
  if (data.mishaps.length > 0) {
    main.append(section("mishaps", "Steps that went wrong", null,
      table("Steps that went wrong", [
        { title: "Step", cell: (row) => whole(row.step) },
        { title: "What happened", words: true, cell: (row) => row.what },
      ], data.mishaps)));
  }
  const nav = document.getElementById("nav");
  main.querySelectorAll("section").forEach((one) => nav.append(el("a", { href: "#" + one.id }, one.querySelector("h2").textContent)));
  document.getElementById("footer").textContent = "millrace " + data.millrace_version;
})();
