package io.millrace.rephrase.gate.form;

import static io.millrace.rephrase.gate.GateFixture.GOOD;
import static io.millrace.rephrase.gate.GateFixture.SOURCE;
import static io.millrace.rephrase.gate.GateFixture.check;
import static io.millrace.rephrase.gate.GateFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rephrase.gate.GateReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupGateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<ScRiPt src=//evil.example/x.js>",
        "<img src=x onerror=alert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<iframe src=\"data:text/html,x\"></iframe>",
        "<img src=x onerror=\"alert(1)",
        "<a href='https://evil.example'>here</a>",
        "<anything onclick=alert(1)>",
        "<style>*{display:none}</style>",
        "[here](javascript:alert(1))",
        "[here](<javascript: alert(1)>)",
        "[here]: JaVaScRiPt:alert(1)",
        "[here](java\tscript:alert(1))",
        "[here](vbscript:x)",
        "[here](data:text/html;base64,PHNjcmlwdD4=)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#x3e;alert(1)",
        "&amp;lt;script&amp;gt;alert(1)",
        "[here](javascript&colon;alert(1))",
        "[here](java&Tab;script:alert(1))",
        "javascript:alert(1)",
        "(vbscript:x)",
        "<script src=x",
        "<svg onload=alert(1)",
        "<my-element class=x",
        "<y onclick=alert(1)"
      })
  void addedMarkupIsRefused(String markup) {
    String answer = GOOD.replace("Aire in 1887;", "Aire in 1887 " + markup + ";");
    assertThat(reasons(check(SOURCE, answer))).contains(GateReason.MARKUP_INVENTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for x < y and y > z",
        "if x<y and z>w",
        "in R&D, at AT&T",
        "with JavaScript: an introduction",
        "(JavaScript) and <3",
        "with JavaScript:概要を読む",
        "with JavaScript:The Good Parts",
        "with \"JavaScript: The Good Parts\"",
        "for i<n-1; x<y on average",
        "&amp; Sons",
        "in 5 &lt; 6"
      })
  void similarTextIsNotMarkup(String text) {
    String answer = GOOD.replace("Aire in 1887;", "Aire in 1887 " + text + ";");
    assertThat(reasons(check(SOURCE, answer))).doesNotContain(GateReason.MARKUP_INVENTED);
  }

  @Test
  void comparisonsAreNotTags() {
    String source =
        "Soit 0<a et deux bornes. Pour i<n-1; la boucle avance. Si x<y on obtient une seule racine.";
    String answer =
        "Prenons 0<a avec deux bornes. La boucle avance tant que i<n-1; et pour x<y on trouve une"
            + " racine, une seule.";
    assertThat(reasons(check(source, answer))).doesNotContain(GateReason.MARKUP_INVENTED);
    assertThat(reasons(check(source, answer + " <img src=x onerror=alert(1)")))
        .contains(GateReason.MARKUP_INVENTED);
  }

  @Test
  void markupOfThePassageIsAllowed() {
    String tutorial =
        "Put a script with <script src=\"app.js\"></script> at the end of the page, and never write"
            + " javascript:alert(1) into the address of a link.";
    String answer =
        "At the page's end put <script src=\"app.js\"></script>, and do not use javascript:alert(1)"
            + " as an address of links, ever.";
    assertThat(reasons(check(tutorial, answer))).doesNotContain(GateReason.MARKUP_INVENTED);
    String other = answer.replace("app.js", "https://evil.example/x.js");
    assertThat(reasons(check(tutorial, other))).contains(GateReason.MARKUP_INVENTED);
    String handler = answer.replace("<script src", "<script onload=x src");
    assertThat(reasons(check(tutorial, handler))).contains(GateReason.MARKUP_INVENTED);
  }
}
