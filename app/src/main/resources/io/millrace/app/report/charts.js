"use strict";
// The figures behind the charts, and the charts.
const millraceCharts = (() => {
  const { data, el, whole, percent, measure, plural, compact, sum, languageLabel } = millrace;
  const OTHER = "\u0000other";
  const HUES = [
    "#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2",
    "#edc948", "#b07aa1", "#ff9da7", "#9c755f", "#6b8fd6",
  ];
  const GREY = "#9aa3ab";

  // ---- totals ----
  const total = (key) => data.languages.reduce((all, row) => all + row[key], 0);
  const totals = {};
  for (const key of ["input", "kept", "dropped", "failed", "late", "written", "bytes"]) {
    totals[key] = total(key);
  }
  const reasons = [...data.reasons].sort((a, b) => b.count - a.count);

  // ---- the funnel: what is left after each stage, by language ----
  const steps = [{ name: "input", left: byLanguage("input"), dropped: 0, failed: 0 }];
  for (const stage of data.stages) {
    const left = {};
    for (const [language, n] of Object.entries(stage.in)) {
      left[language] = n - (stage.dropped[language] || 0) - (stage.failed[language] || 0);
    }
    steps.push({
      name: stage.stage,
      left,
      dropped: sum(stage.dropped),
      failed: sum(stage.failed),
    });
  }
  for (const step of steps) {
    step.total = sum(step.left);
  }
  const ranked = [...data.languages].sort((a, b) => b.input - a.input).map((row) => row.language);
  const shown = ranked.slice(0, 10);
  const series = ranked.length > 10 ? [...shown, OTHER] : shown;
  const color = (language) => (language === OTHER ? GREY : HUES[shown.indexOf(language)]);
  const label = (language) =>
    language === OTHER ? plural(ranked.length - 10, "other") : languageLabel(language);

  function byLanguage(key) {
    return Object.fromEntries(data.languages.map((row) => [row.language, row[key]]));
  }

  function leftOf(step, language) {
    if (language !== OTHER) {
      return step.left[language] || 0;
    }
    return ranked.slice(10).reduce((all, code) => all + (step.left[code] || 0), 0);
  }

  // ---- charts ----
  const charts = [];
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const narrow = () => window.innerWidth < 600;

  function chart(description, height, option) {
    const node = el("div", { class: "chart", role: "img", "aria-label": description });
    if (height) {
      node.style.height = height + "px";
    }
    charts.push({ node, option, instance: null });
    return node;
  }

  function draw(item) {
    if (!item.instance) {
      item.instance = echarts.init(item.node, null, { renderer: "canvas" });
    }
    item.instance.resize();
    item.instance.setOption(
      {
        animation: false,
        textStyle: { fontFamily: font(), color: css("--ink") },
        ...item.option(),
      },
      true,
    );
  }

  const axisText = () => ({ color: css("--soft"), fontSize: 12 });
  const tooltip = () => ({
    confine: true,
    backgroundColor: css("--paper"),
    borderColor: css("--line"),
    textStyle: { color: css("--ink"), fontSize: 13 },
  });
  const countAxis = () => ({
    type: "value",
    splitNumber: narrow() ? 3 : 6,
    axisLabel: { ...axisText(), formatter: (n) => compact.format(n), hideOverlap: true },
    splitLine: { lineStyle: { color: css("--line") } },
  });
  const font = () => getComputedStyle(document.body).fontFamily;

  /** Widest of the names in pixels, at most the limit; echarts itself measures some fonts short. */
  function nameWidth(values, limit) {
    const context = document.createElement("canvas").getContext("2d");
    context.font = (narrow() ? 11 : 13) + "px " + font();
    const widest = Math.max(...values.map((value) => context.measureText(value).width));
    return Math.min(limit, Math.ceil(widest) + 2);
  }

  const nameAxis = (values, width) => ({
    type: "category",
    inverse: true,
    data: values,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: css("--line") } },
    axisLabel: {
      color: css("--ink"),
      fontFamily: font(),
      fontSize: narrow() ? 11 : 13,
      width,
      overflow: "truncate",
      interval: 0,
    },
  });

  /** Tooltips are built as elements, so that names from the data stay text. */
  function tip(title, lines) {
    return el(
      "div",
      {},
      el("strong", {}, title),
      lines.map((line) => el("div", {}, line)),
    );
  }

  function funnelChart() {
    const sentence =
      "Records left after each stage: " +
      steps.map((step) => step.name + " " + whole(step.total)).join(", ");
    const names = steps.map((step) => step.name);
    return chart(sentence, (narrow() ? 130 : 90) + 30 * steps.length, () => ({
      grid: {
        left: nameWidth(names, narrow() ? 110 : 220) + 10,
        right: narrow() ? 50 : 64,
        top: 4,
        bottom: narrow() ? 116 : 72,
      },
      legend: {
        bottom: 0,
        left: 0,
        itemWidth: 11,
        itemHeight: 11,
        itemGap: narrow() ? 8 : 12,
        textStyle: { color: css("--ink"), fontSize: narrow() ? 11 : 13 },
      },
      tooltip: {
        ...tooltip(),
        trigger: "axis",
        axisPointer: { type: "shadow", shadowStyle: { opacity: 0.15 } },
        formatter: (points) => {
          const step = steps[points[0].dataIndex];
          const lines = series
            .map((language) => [label(language), leftOf(step, language)])
            .filter(([, n]) => n > 0)
            .map(([name, n]) => name + ": " + whole(n));
          return tip(step.name + ": " + whole(step.total) + " left", lines);
        },
      },
      xAxis: { ...countAxis(), max: Math.max(1, totals.input), axisLabel: { ...countAxis().axisLabel, showMaxLabel: false } },
      yAxis: nameAxis(names, nameWidth(names, narrow() ? 110 : 220)),
      series: series.map((language, index) => ({
        name: label(language),
        type: "bar",
        stack: "left",
        barWidth: "68%",
        itemStyle: { color: color(language), borderColor: css("--paper"), borderWidth: 0.5 },
        emphasis: { disabled: true },
        data: steps.map((step) => leftOf(step, language)),
        label:
          index === series.length - 1
            ? {
                show: true,
                position: "right",
                color: css("--soft"),
                fontSize: narrow() ? 11 : 12,
                formatter: (point) => percent(steps[point.dataIndex].total, totals.input),
              }
            : undefined,
      })),
    }));
  }

  function reasonsChart() {
    const top = reasons.slice(0, 20);
    const sentence =
      "Most frequent reasons: " +
      top.map((r) => r.reason.replace(/_/g, " ") + " " + whole(r.count)).join(", ");
    const names = top.map((reason) => reason.reason.replace(/_/g, " "));
    return chart(sentence, 50 + 25 * top.length, () => ({
      grid: {
        left: nameWidth(names, narrow() ? 160 : 300) + 10,
        right: narrow() ? 54 : 64,
        top: 4,
        bottom: 30,
      },
      tooltip: {
        ...tooltip(),
        trigger: "item",
        formatter: (point) => {
          const reason = top[point.dataIndex];
          return tip(reason.reason.replace(/_/g, " "), [
            reason.stage,
            plural(reason.count, "record") + ", " + percent(reason.count, totals.input) + " of the input",
          ]);
        },
      },
      xAxis: countAxis(),
      yAxis: nameAxis(names, nameWidth(names, narrow() ? 160 : 300)),
      series: [
        {
          type: "bar",
          barWidth: "64%",
          data: top.map((reason) => reason.count),
          itemStyle: { color: css("--lost") },
          emphasis: { disabled: true },
          label: {
            show: true,
            position: "right",
            color: css("--soft"),
            fontSize: narrow() ? 11 : 12,
            formatter: (point) => whole(point.value),
          },
        },
      ],
    }));
  }

  const passes = (d, value) =>
    d.side === "at_least" ? value >= d.threshold : value <= d.threshold;

  const plain = (x) => Number(x.toFixed(1)) === x;

  /** Documents of a histogram, those among them whose value is 0, and those beyond the common limit. */
  function countsOf(d) {
    const all = d.zeros + d.counts.reduce((a, b) => a + b, 0);
    const beyond = d.counts.reduce((sum, n, i) => sum + (passes(d, (d.edges[i] + d.edges[i + 1]) / 2) ? 0 : n), passes(d, 0) ? 0 : d.zeros);
    return { all, zeros: d.zeros, beyond };
  }

  /**
   * Bins over the values, and beside them, on an axis of its own, the bar of the documents whose value is 0:
   * drawn among the others it would lie across a limit of 0.
   */
  function distributionChart(d) {
    const { all } = countsOf(d);
    const most = Math.max(1, d.zeros, ...d.counts);
    const room = { left: nameWidth([compact.format(most), "000"], 60) + 10, zero: d.zeros > 0 ? 34 : 0 };
    const fill = (value) => (passes(d, value) ? css("--kept") : css("--lost"));
    const height = { type: "value", min: 0, max: most, splitNumber: 2, splitLine: { lineStyle: { color: css("--line") } } };
    const zeroGrid = { left: room.left, width: room.zero - 10, top: 22, bottom: 22 };
    const zeroAxis = {
      type: "category",
      data: ["= 0"],
      gridIndex: 1,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: css("--line") } },
      axisLabel: axisText(),
    };
    const zeroBar = {
      type: "bar",
      xAxisIndex: 1,
      yAxisIndex: 1,
      barWidth: "70%",
      barMinHeight: 2,
      data: [d.zeros],
      itemStyle: { color: fill(0) },
      emphasis: { disabled: true },
    };
    const limits = [...new Set(Object.values(d.thresholds))].filter((t) => t !== d.threshold);
    const inside = (t) => t >= d.edges[0] && t <= d.edges[d.edges.length - 1];
    const sentence =
      d.signal + " of " + plural(all, "document") + "; kept when " +
      d.side.replace("_", " ") + " " + measure(d.threshold);
    return chart(sentence, 0, () => ({
      grid: [{ left: room.left + room.zero, right: 12, top: 22, bottom: 22 }, ...(d.zeros > 0 ? [zeroGrid] : [])],
      tooltip: {
        ...tooltip(),
        trigger: "item",
        formatter: (point) => {
          const i = point.dataIndex;
          if (point.seriesIndex === 1) {
            return tip("= 0", [plural(d.zeros, "document") + ", " + percent(d.zeros, all)]);
          }
          return tip(measure(d.edges[i]) + " to " + measure(d.edges[i + 1]), [
            plural(d.counts[i], "document") + ", " + percent(d.counts[i], all),
          ]);
        },
      },
      xAxis: [{
        type: "value",
        gridIndex: 0,
        min: d.edges[0],
        max: d.edges[d.edges.length - 1],
        splitNumber: 5,
        splitLine: { show: false },
        axisLine: { lineStyle: { color: css("--line") } },
        axisLabel: {
          ...axisText(),
          formatter: (x) => measure(x),
          hideOverlap: true,
          // an end such as 744.13 says nothing, and has no room beside the last step
          showMinLabel: plain(d.edges[0]),
          showMaxLabel: plain(d.edges[d.edges.length - 1]),
        },
      }, ...(d.zeros > 0 ? [zeroAxis] : [])],
      yAxis: [
        { ...height, gridIndex: 0, axisLabel: { ...axisText(), show: d.zeros === 0, showMaxLabel: false, formatter: (n) => compact.format(n) } },
        ...(d.zeros > 0
          ? [{ ...height, gridIndex: 1, axisLabel: { ...axisText(), showMaxLabel: false, formatter: (n) => compact.format(n) } }]
          : []),
      ],
      series: [
        {
          type: "custom",
          clip: true,
          data: d.counts.map((n, i) => [d.edges[i], d.edges[i + 1], n]),
          encode: { x: [0, 1], y: 2 },
          renderItem: (params, api) => {
            const low = api.coord([api.value(0), api.value(2)]);
            const high = api.coord([api.value(1), 0]);
            const middle = (api.value(0) + api.value(1)) / 2;
            const width = Math.max(1, high[0] - low[0] - 1);
            const tall = api.value(2) > 0 ? Math.max(2, high[1] - low[1]) : 0;
            return {
              type: "rect",
              shape: { x: low[0], y: high[1] - tall, width, height: tall },
              style: { fill: fill(middle) },
            };
          },
          markLine: {
            silent: true,
            symbol: "none",
            data: [
              ...limits.filter(inside).map((t) => ({
                xAxis: t,
                label: { show: false },
                lineStyle: { color: css("--soft"), type: "dotted", width: 1 },
              })),
              ...(inside(d.threshold)
                ? [
                    {
                      xAxis: d.threshold,
                      label: {
                        show: true,
                        position: "end",
                        distance: 4,
                        color: css("--ink"),
                        fontSize: 12,
                        formatter: measure(d.threshold),
                      },
                      lineStyle: { color: css("--ink"), type: "solid", width: 1.5 },
                    },
                  ]
                : []),
            ],
          },
        },
        ...(d.zeros > 0 ? [zeroBar] : []),
      ],
    }));
  }

  /** Draws each chart once it is near the view, and all of them again when colours or width change. */
  function start() {
    const redraw = () => charts.filter((item) => item.instance).forEach(draw);
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const entry of entries.filter((e) => e.isIntersecting)) {
          watcher.unobserve(entry.target);
          draw(charts.find((item) => item.node === entry.target));
        }
      },
      { rootMargin: "600px" },
    );
    charts.forEach((item) => watcher.observe(item.node));
    window.addEventListener("beforeprint", () => charts.forEach(draw));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    let width = window.innerWidth;
    window.addEventListener("resize", () => {
      if (window.innerWidth !== width) {
        width = window.innerWidth;
        redraw();
      }
    });
  }

  return { totals, reasons, steps, ranked, funnelChart, reasonsChart, distributionChart, countsOf, start };
})();
