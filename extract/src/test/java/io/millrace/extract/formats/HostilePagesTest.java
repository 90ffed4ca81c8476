package io.millrace.extract.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.html.Element;
import io.millrace.extract.html.HtmlDocument;
import io.millrace.extract.html.Limits;
import io.millrace.extract.html.Node;
import io.millrace.extract.tree.HtmlGuard;
import io.millrace.extract.tree.HtmlParser;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile pages take linear time and memory and never cause an error. */
@Timeout(60)
class HostilePagesTest {

  private static final int CHARACTERS = 40_000;
  private static final int GROWTH = 8;
  private static final ExtractSettings SETTINGS = ExtractSettings.defaults();
  private static final long MILLISECOND = 1_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static Stream<Arguments> pages() {
    return HostilePages.all().entrySet().stream()
        .map(page -> Arguments.of(page.getKey(), page.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void parsingTakesLinearTime(String name, IntFunction<String> page) {
    String small = page.apply(CHARACTERS);
    String large = page.apply(GROWTH * CHARACTERS);
    // a busy machine can spoil one measurement, but hardly both
    if (!isLinear(small, large)) {
      assertThat(isLinear(small, large)).as(name).isTrue();
    }
  }

  /**
   * Twice the factor plus 0.1 s allows for noise; quadratic growth would be eight times as much.
   */
  private static boolean isLinear(String small, String large) {
    long one = cpuTime(small);
    return cpuTime(large) <= 2 * GROWTH * one + 100 * MILLISECOND;
  }

  private static long cpuTime(String markup) {
    long start = THREADS.getCurrentThreadCpuTime();
    HtmlDocument document = HtmlParser.parse(markup, SETTINGS);
    long time = THREADS.getCurrentThreadCpuTime() - start;
    assertThat(document.body()).isNotNull();
    return time;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void theStageExtractsThem(String name, IntFunction<String> page) throws ExtractionException {
    String markup = page.apply(2 * CHARACTERS);
    Extraction extraction = Pages.extract(Pages.html(markup));
    assertThat(extraction.text().length()).as(name).isLessThanOrEqualTo(2 * markup.length());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void theParserMakesFewImpliedElements(String name, IntFunction<String> page) {
    String markup = page.apply(2 * CHARACTERS);
    long tags = markup.chars().filter(c -> c == '<').count();
    long attributes = 0;
    long elements = 0;
    HtmlDocument document = HtmlParser.parse(markup, SETTINGS);
    for (Node node = document; node != null; node = node.following(document)) {
      if (node instanceof Element element) {
        elements++;
        attributes += element.attributesSize();
      }
    }
    assertThat(elements).as(name).isLessThanOrEqualTo(tags + markup.length() / 32 + 70_000);
    assertThat(attributes).as(name).isLessThanOrEqualTo(markup.length() + 49L * 70_000);
  }

  /** Pages with very many nested tags must give shallow trees. */
  @Test
  void treesOfManyTagsAreShallow() {
    int deepest = 0;
    for (String markup :
        new String[] {"<div>", "<b><div>", "<ul><li>", "<table><tr><td>", "<a><p>"}) {
      HtmlDocument document = HtmlParser.parse(markup.repeat(40_000), SETTINGS);
      for (Node node = document; node != null; node = node.following(document)) {
        deepest = Math.max(deepest, depth(node));
      }
    }
    assertThat(deepest).isBetween(Limits.MIN_DEPTH, 2 * HtmlParser.MAX_DEPTH);
  }

  private static int depth(Node node) {
    int depth = 0;
    for (Node up = node.parent(); up != null; up = up.parent()) {
      depth++;
    }
    return depth;
  }

  /** Pages of the largest allowed size; the tests run with a heap of 1 GiB. */
  @ParameterizedTest
  @MethodSource("largestPages")
  void theLargestPagesFit(String start, String part) throws ExtractionException {
    byte[] body = new byte[(int) ExtractSettings.defaults().maxBodyBytes()];
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < body.length; i++) {
      body[i] = bytes[i % bytes.length];
    }
    byte[] head = start.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(head, 0, body, 0, head.length);
    Extraction extraction = Pages.extract(Pages.page(body, "text/html; charset=utf-8"));
    assertThat(extraction.status()).isNotEqualTo(Extraction.Status.UNSUPPORTED_TYPE);
  }

  static Stream<Arguments> largestPages() {
    String words = "Ten thousand words are no reason to be slow. ";
    return Stream.of(
        Arguments.of("<p>", words),
        Arguments.of("<p>\u6f22", words),
        Arguments.of("<p>", "<p>" + words + "<b>" + words),
        Arguments.of("<p class='", "nav "),
        Arguments.of("<p><b><i><u>", "<p>x"),
        Arguments.of("<p>", "\u00ff\0"));
  }

  @Test
  void pagesWithinTheLimitsAreUnchanged() {
    String page =
        "<html><head><title>T</title><script>if(a<b&&c>d){}</script></head><body><p class='x y'"
            + " title=\"a > b\" hidden data-x=1>Text <b>bold</b><br/></p></body></html>";
    assertThat(HtmlGuard.of(page, 100, 10_000).markup()).isSameAs(page);
  }

  @Test
  void aTagWithTooManyAttributesEnds() {
    String attributes = " x".repeat(HtmlGuard.MAX_ATTRIBUTES + 5);
    HtmlGuard guard = HtmlGuard.of("<B" + attributes + ">y<p" + attributes + ">z", 100, 10_000);
    String bounded = " x".repeat(HtmlGuard.MAX_ATTRIBUTES);
    assertThat(guard.markup())
        .startsWith("<B" + bounded + " >x")
        .endsWith("<p" + attributes + ">z");
  }

  @Test
  void tagsAndCharactersAreLimited() {
    assertThat(HtmlGuard.of("<p>a<p>b<p>c", 2, 100).markup()).isEqualTo("<p>a<p>b");
    assertThat(HtmlGuard.of("<p>a<p>b<p>c", 9, 5).markup()).isEqualTo("<p>a<");
    assertThat(HtmlGuard.of("", 1, 1).markup()).isEmpty();
  }

  @Test
  void onlyNamesAreCut() {
    String name = "a".repeat(3 * HtmlGuard.MAX_TAG_NAME);
    String open = HtmlGuard.of("x<" + name + ">y", 9, 1 << 20).markup();
    assertThat(open.indexOf('>')).isLessThanOrEqualTo(HtmlGuard.MAX_TAG_NAME + 2);
    assertThat(open.replace(">", "")).isEqualTo("x<" + name + "y");
    assertThat(HtmlGuard.of("x</" + name, 9, 1 << 20).markup()).contains(">");
    assertThat(HtmlGuard.of("x<1" + name, 9, 1 << 20).markup()).isEqualTo("x<1" + name);
    assertThat(HtmlGuard.of("</p>" + name, 9, 1 << 20).markup()).isEqualTo("</p>" + name);
  }

  /** The guard's limits hold for every cut and every prefix of a page. */
  @Test
  void onlyClosingBracketsAreInserted() {
    String page = HostilePages.all().get("attributes in disguise").apply(20_000);
    for (int length : new int[] {0, 1, 2, 33, 600, 3_000, 20_000}) {
      String markup = HtmlGuard.of(page, 1 << 20, length).markup();
      assertThat(markup.replace(">", ""))
          .isEqualTo(page.substring(0, Math.min(length, page.length())).replace(">", ""));
    }
  }
}
