"use strict";
// Lines over numbers, as SVG.
const curves = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) {
      node.setAttribute(name, String(value));
    }
    children.forEach((child) => node.append(child));
    return node;
  };

  /** A step of 1, 2 or 5 times a power of ten that cuts a span into about count parts. */
  function tickStep(span, count) {
    const rough = span / count;
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    return power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
  }

  function ticks(low, high, count) {
    const step = tickStep(high - low, count);
    const marks = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      marks.push(i * step);
    }
    return { marks, step };
  }

  /** Digits that tell the marks of an axis apart. */
  function label(value, step) {
    if (Math.abs(value) >= 10000) {
      return millrace.compact.format(value);
    }
    return step < 1e-4 ? (value === 0 ? "0" : value.toExponential(1)) : value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  }

  /**
   * lines: [{ class, title, points: [[x, y]], dots? }]
   * options: { label, width, height, zero?: the axis begins at 0, even?: a dashed line at a value }
   */
  function figure(lines, options) {
    const W = options.width, H = options.height, LEFT = 58, BOTTOM = 26, TOP = 10, RIGHT = 14;
    const points = lines.flatMap((line) => line.points);
    const values = points.map((p) => p[1]).concat(options.even === undefined ? [] : [options.even]);
    let low = options.zero ? 0 : values.reduce((a, b) => Math.min(a, b));
    let high = values.reduce((a, b) => Math.max(a, b));
    if (high - low < 1e-12 * Math.max(1, Math.abs(high))) {
      high = low + Math.max(1e-9, Math.abs(low) * 0.1);
    }
    const first = Math.min(0, points.reduce((a, p) => Math.min(a, p[0]), Infinity));
    const most = Math.max(first + 1e-9, points.reduce((a, p) => Math.max(a, p[0]), -Infinity));
    const x = (value) => LEFT + ((W - LEFT - RIGHT) * (value - first)) / (most - first);
    const y = (value) => TOP + ((H - BOTTOM - TOP) * (high - value)) / (high - low);
    const picture = svg("svg", { class: "figure", viewBox: "0 0 " + W + " " + H, role: "img", "aria-label": options.label });
    const vertical = ticks(low, high, 4);
    for (const mark of vertical.marks) {
      picture.append(svg("line", { class: "axis", x1: LEFT, x2: W - RIGHT, y1: y(mark), y2: y(mark) }));
      picture.append(svg("text", { x: LEFT - 6, y: y(mark) + 4, "text-anchor": "end" }, label(mark, vertical.step)));
    }
    const horizontal = ticks(first, most, Math.max(2, Math.round(W / 160)));
    for (const mark of horizontal.marks) {
      picture.append(svg("text", { x: x(mark), y: H - 6, "text-anchor": x(mark) > W - 40 ? "end" : "middle" }, label(mark, horizontal.step)));
    }
    if (options.even !== undefined) {
      picture.append(svg("line", { class: "zero", x1: LEFT, x2: W - RIGHT, y1: y(options.even), y2: y(options.even) }));
    }
    for (const line of lines) {
      const d = line.points.map((p, i) => (i ? "L" : "M") + x(p[0]).toFixed(1) + " " + y(p[1]).toFixed(1)).join("");
      picture.append(svg("path", { class: line.class, d }, svg("title", {}, line.title)));
      if (line.dots || line.points.length === 1) {
        line.points.forEach((p) => picture.append(
          svg("circle", { class: line.class, cx: x(p[0]), cy: y(p[1]), r: 2.5 }, svg("title", {}, line.title + ": " + millrace.measure(p[1])))));
      }
    }
    return picture;
  }

  return { svg, figure };
})();
