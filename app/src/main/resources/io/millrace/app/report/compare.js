"use strict";
// Everything from the data reaches the page as text nodes and attributes, never as markup.
(() => {
  const { data, el, section, table, whole, measure, plural, share, languageLabel } = millrace;
  const named = (subject) => subject.style + " · " + subject.model;
  const states = { passed: "passed", failed: "failed", no_answer: "no answer" };
  const state = (answer) => answer.status.toLowerCase();
  const code = (language) =>
    /^[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*$/.test(language) && language !== "und"
      ? language.replace(/_/g, "-")
      : null;

  /** The parts of a text in order: [{ text, word }]. */
  function parts(text, language) {
    try {
      const words = new Intl.Segmenter(code(language) || undefined, { granularity: "word" });
      return Array.from(words.segment(text), (s) => ({ text: s.segment, word: s.isWordLike }));
    } catch (e) {
      return text
        .split(/([\p{L}\p{M}\p{N}]+)/u)
        .map((part, i) => ({ text: part, word: i % 2 === 1 }));
    }
  }

  const fold = (word) => word.normalize("NFKC").toLowerCase();
  const vocabulary = (text, language) =>
    new Set(parts(text, language).filter((p) => p.word).map((p) => fold(p.text)));

  /** A text with marks on the words that another text does not have. */
  function marked(text, language, known, gone) {
    const nodes = [];
    let plain = "";
    const flush = () => {
      if (plain !== "") {
        nodes.push(plain);
        plain = "";
      }
    };
    for (const part of parts(text, language)) {
      if (!part.word || known.has(fold(part.text))) {
        plain += part.text;
        continue;
      }
      flush();
      const kind = gone ? "gone" : /\p{N}/u.test(part.text) ? "number" : null;
      nodes.push(el("mark", { class: kind }, part.text));
    }
    flush();
    return nodes;
  }

  const prose = (language, children) =>
    el("p", { class: "text", lang: code(language), dir: "auto" }, children);

  /** Details with content that is made when they are opened. */
  function later(title, make) {
    const details = el("details", {}, el("summary", {}, title));
    details.addEventListener("toggle", () => {
      if (details.open && details.childNodes.length === 1) {
        details.append(...[make()].flat());
      }
    });
    return details;
  }

  function numbers(answer) {
    const over = new Set(answer.failures.map((failure) => failure.signal));
    return el(
      "dl",
      { class: "numbers" },
      Object.entries(answer.signals).map(([name, value]) => [
        el("dt", { class: over.has(name) ? "over" : null }, name.replace(/_/g, " ")),
        el("dd", { class: over.has(name) ? "over" : null }, measure(value)),
      ]),
    );
  }

  function card(answer, passage, text) {
    const subject = data.subjects[answer.subject];
    const shown = answer.text || answer.raw;
    const spent = answer.cached
      ? "from the cache"
      : plural(answer.prompt_tokens, "token") + " in, " + whole(answer.completion_tokens) + " out";
    return el(
      "article",
      { class: "answer " + state(answer), "data-subject": answer.subject, "data-state": state(answer) },
      el(
        "p",
        { class: "label" },
        el("strong", {}, subject.style),
        " · " + subject.model + " · ",
        el("span", { class: "status" }, states[state(answer)]),
        answer.status === "NO_ANSWER" ? null : " · " + spent,
      ),
      answer.problem ? el("p", { class: "problem" }, answer.problem) : null,
      answer.failures.length === 0
        ? null
        : el(
            "ul",
            { class: "why" },
            answer.failures.map((failure) =>
              el(
                "li",
                {},
                failure.description,
                failure.signal === ""
                  ? null
                  : [
                      ": " + failure.signal.replace(/_/g, " ") + " ",
                      el("strong", {}, measure(failure.value)),
                      ", limit " + measure(failure.threshold),
                    ],
              ),
            ),
          ),
      shown ? prose(text.language, marked(shown, text.language, passage.vocabulary, false)) : null,
      shown
        ? later("Words left out", () =>
            prose(
              text.language,
              marked(passage.text, text.language, vocabulary(shown, text.language), true),
            ),
          )
        : null,
      Object.keys(answer.signals).length > 0
        ? later("All numbers", () => numbers(answer))
        : null,
      answer.text && answer.raw !== answer.text
        ? later("Raw answer", () => prose(text.language, answer.raw))
        : null,
    );
  }

  function passageOf(passage, text) {
    passage.vocabulary = vocabulary(passage.text, text.language);
    return el(
      "div",
      { class: "passage" + (passage.answers.length > 1 ? " many" : "") },
      el(
        "div",
        { class: "source" },
        el(
          "p",
          { class: "label" },
          el("strong", {}, "Passage " + (passage.number + 1)),
          " · " + plural(passage.tokens, "token"),
        ),
        prose(text.language, passage.text),
      ),
      el("div", { class: "answers" }, passage.answers.map((answer) => card(answer, passage, text))),
    );
  }

  function textOf(text, i) {
    return section(
      "text-" + i,
      text.name,
      languageLabel(text.language) + ", " + plural(text.passages.length, "passage"),
      text.passages.length === 0
        ? el("p", {}, "No model was asked: the text is too short for these styles.")
        : text.passages.map((passage) => passageOf(passage, text)),
    );
  }

  const all = data.texts.flatMap((text) => text.passages.flatMap((passage) => passage.answers));

  function results() {
    const rows = data.subjects.map((subject, i) => {
      const own = all.filter((answer) => answer.subject === i);
      const count = (status) => own.filter((answer) => answer.status === status).length;
      const reasons = new Map();
      own.forEach((answer) =>
        new Set(answer.failures.map((failure) => failure.reason)).forEach((reason) =>
          reasons.set(reason, (reasons.get(reason) || 0) + 1),
        ),
      );
      const sum = (key) => own.reduce((total, answer) => total + answer[key], 0);
      return {
        ...subject,
        own: own.length,
        passed: count("PASSED"),
        none: count("NO_ANSWER"),
        input: sum("prompt_tokens"),
        output: sum("completion_tokens"),
        reasons: [...reasons].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
      };
    });
    return section(
      "results",
      "Answers that pass the gates",
      null,
      table(
        "Results by style and model",
        [
          { title: "Style", words: true, cell: (row) => row.style, sort: (row) => row.style },
          {
            title: "Passed",
            cell: (row) => share(row.passed, row.own),
            sort: (row) => (row.own ? row.passed / row.own : 0),
          },
          { title: "Model", words: true, cell: (row) => row.model, sort: (row) => row.model },
          { title: "Passages", cell: (row) => whole(row.own), sort: (row) => row.own },
          { title: "No answer", cell: (row) => whole(row.none), sort: (row) => row.none },
          { title: "Tokens in", cell: (row) => whole(row.input), sort: (row) => row.input },
          { title: "Tokens out", cell: (row) => whole(row.output), sort: (row) => row.output },
          {
            title: "Failed because of",
            words: true,
            cell: (row) =>
              row.reasons.map(([r, n]) => r.replace(/_/g, " ") + " " + whole(n)).join(", ") || "–",
          },
        ],
        rows,
      ),
    );
  }

  function choice(label, options, change) {
    const select = el(
      "select",
      {},
      options.map(([value, title]) => el("option", { value }, title)),
    );
    select.addEventListener("change", () => change(select.value));
    return el("label", {}, label, select);
  }

  function controls() {
    const chosen = { subject: "", state: "" };
    const apply = () => {
      document.querySelectorAll(".answer").forEach((card) => {
        card.hidden =
          (chosen.subject !== "" && card.dataset.subject !== chosen.subject) ||
          (chosen.state !== "" && card.dataset.state !== chosen.state);
      });
      document.querySelectorAll(".passage").forEach((passage) => {
        passage.hidden = passage.querySelector(".answer:not([hidden])") === null;
      });
    };
    return [
      el(
        "div",
        { class: "controls" },
        choice(
          "Show",
          [["", "all styles and models"], ...data.subjects.map((s, i) => [String(i), named(s)])],
          (value) => {
            chosen.subject = value;
            apply();
          },
        ),
        choice("that", [["", "passed or not"], ...Object.entries(states)], (value) => {
          chosen.state = value;
          apply();
        }),
      ),
      el(
        "p",
        { class: "note legend" },
        "Marks show ",
        el("mark", {}, "words"),
        " and ",
        el("mark", { class: "number" }, "numbers"),
        " that the passage does not have.",
      ),
    ];
  }

  const passages = data.texts.reduce((n, text) => n + text.passages.length, 0);
  const passed = all.filter((answer) => answer.status === "PASSED").length;
  document.getElementById("summary").textContent =
    plural(passages, "passage") +
    " of " +
    plural(data.texts.length, "text") +
    ", " +
    plural(all.length, "answer") +
    ", " +
    whole(passed) +
    " of them passed.";
  document.getElementById("nav").append(
    el("a", { href: "#results" }, "Results"),
    ...data.texts.map((text, i) => el("a", { href: "#text-" + i }, text.name)),
  );
  document.getElementById("main").replaceChildren(results(), ...controls(), ...data.texts.map(textOf));
  document.getElementById("footer").textContent =
    "Made by millrace " + data.millrace_version + ". This page needs no network.";
})();
