package io.millrace.extract.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.extract.ExtractSettings;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.formats.Pages;
import io.millrace.extract.tree.HtmlParser;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedTextTest {

  private static final String DESCRIPTION =
      "<meta name=description content='The mill of Stolham and how to find it in the fog'>";

  private static PageView page(String markup) {
    return PageView.read("", HtmlParser.parse(markup, ExtractSettings.defaults()), true);
  }

  private static int firstEmbedded(PageView page) {
    return EmbeddedText.firstBlock(page.tree(), page.blocks());
  }

  /** A text of {@code count} different words. */
  private static String words(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "word" + (char) ('a' + i / 26) + (char) ('a' + i % 26))
        .collect(Collectors.joining(" "));
  }

  @Test
  void embeddedBlocksComeLast() {
    PageView page = page(DESCRIPTION + "<p>One<p>Two");
    assertThat(page.blocks()).hasSize(3);
    assertThat(firstEmbedded(page)).isEqualTo(2);
  }

  @Test
  void pagesWithoutEmbeddedTextHaveNoEmbeddedBlocks() {
    assertThat(firstEmbedded(page("<p>One<div><p>Two</div>"))).isEqualTo(2);
    assertThat(firstEmbedded(page(""))).isZero();
  }

  @Test
  void descriptionsAreLeftOut() {
    PageView page = page(DESCRIPTION + "<p>One<p>Two");
    BitSet all = BitSet.valueOf(new long[] {7});
    assertThat(EmbeddedText.withoutDescriptions(all, page.texts().words, 2))
        .isEqualTo(BitSet.valueOf(new long[] {3}));
  }

  @Test
  void articlesInJsonLdAreKept() {
    BitSet all = BitSet.valueOf(new long[] {7});
    assertThat(EmbeddedText.withoutDescriptions(all, new int[] {1, 1, 60}, 2)).isEqualTo(all);
    assertThat(EmbeddedText.withoutDescriptions(all, new int[] {1, 40, 20}, 1)).isEqualTo(all);
    assertThat(EmbeddedText.withoutDescriptions(all, new int[] {1, 40, 19}, 1).cardinality())
        .isEqualTo(1);
  }

  @Test
  void aPageOfScriptsOnlyHasNoText() throws ExtractionException {
    assertThat(Pages.text("<head>" + DESCRIPTION + "<body><div id=app></div>")).isEmpty();
    String body = words(150);
    assertThat(
            Pages.text(
                "<head><script type=application/ld+json>{\"articleBody\": \""
                    + body
                    + "\"}</script><body><div id=app></div>"))
        .isEqualTo(body);
  }
}
