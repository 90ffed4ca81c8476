package io.millrace.rephrase.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChunkerTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static List<Passage> chunk(String text, int max, int min, ChunkSettings.Remnant remnant) {
    return new Chunker(new ChunkSettings(max, min, remnant, true), EstimatedTokens.any())
        .chunk(text, "en");
  }

  private static List<String> texts(List<Passage> passages) {
    return passages.stream().map(Passage::text).toList();
  }

  @Test
  void shortParagraphsAreJoined() {
    String text = "\n One line.\n\n\nAnother line. \n";
    assertThat(texts(chunk(text, 350, 0, ChunkSettings.Remnant.MERGE)))
        .containsExactly("One line.\n\n\nAnother line.");
  }

  @Test
  void aLongParagraphIsCutAfterSentenceEnds() {
    String text = "The mill was built by Mr. Smith in the old town. ".repeat(4).strip();
    assertThat(texts(chunk(text, 24, 0, ChunkSettings.Remnant.MERGE)))
        .containsExactly(
            "The mill was built by Mr. Smith in the old town. The mill was built by Mr. Smith in"
                + " the old town.",
            "The mill was built by Mr. Smith in the old town. The mill was built by Mr. Smith in"
                + " the old town.");
  }

  @Test
  void sentencesOfScriptsWithoutSpacesAreFound() {
    String text = "これは最初の文です。これは二番目の文です。これは三番目の文です。これは四番目の文です。";
    assertThat(texts(chunk(text, 20, 0, ChunkSettings.Remnant.MERGE)))
        .allMatch(passage -> passage.endsWith("。"))
        .hasSizeGreaterThan(1);
    String hindi = "यह पहला वाक्य है। यह दूसरा वाक्य है। यह तीसरा वाक्य है।";
    assertThat(texts(chunk(hindi, 16, 0, ChunkSettings.Remnant.MERGE)))
        .allMatch(passage -> passage.endsWith("।"))
        .hasSizeGreaterThan(1);
  }

  @Test
  void aSentenceThatIsTooLongIsCutBetweenWords() {
    List<String> texts =
        texts(chunk("mill wheel ".repeat(200), 16, 0, ChunkSettings.Remnant.MERGE));
    assertThat(texts).allMatch(passage -> passage.matches("((mill|wheel) ?)+"));
    assertThat(texts.size()).isBetween(20, 60);
  }

  @Test
  void aShortLastPassageIsLengthenedOrDropped() {
    String paragraph = "The wheel of the mill turns in the brook all day.\n";
    String text = paragraph.repeat(3);
    List<Passage> merged = chunk(text, 26, 13, ChunkSettings.Remnant.MERGE);
    assertThat(merged).allMatch(p -> p.tokens() <= 26);
    assertThat(merged.get(merged.size() - 1).end()).isEqualTo(text.strip().length());
    String stub = "A mill stands here and turns and turns and turns.\n".repeat(2) + "End.";
    List<Passage> all = chunk(stub, 21, 8, ChunkSettings.Remnant.MERGE);
    List<Passage> fewer = chunk(stub, 21, 8, ChunkSettings.Remnant.DROP);
    assertThat(all.get(all.size() - 1).tokens()).isGreaterThanOrEqualTo(8);
    assertThat(all.get(all.size() - 1).text()).endsWith("End.");
    assertThat(texts(fewer)).noneMatch(passage -> passage.contains("End."));
  }

  @Test
  void aHeadingIsKeptWithTheNextParagraph() {
    String body = "The wheel of the mill turns in the brook all day long.";
    String text =
        body + "\n## The miller\n" + body + "\nHe has these:\n- a wheel that is old\n- a stone";
    List<String> texts = texts(chunk(text, 19, 0, ChunkSettings.Remnant.MERGE));
    assertThat(texts)
        .containsExactly(
            body, "## The miller\n" + body, "He has these:\n- a wheel that is old\n- a stone");
  }

  @Test
  @Timeout(60)
  void hostileTextsTakeLinearTime() {
    long base = time("word and more. ".repeat(100_000));
    String[] hostile = {
      "\n".repeat(1_000_000),
      "a\n".repeat(200_000),
      "x".repeat(1_000_000),
      "漢".repeat(200_000),
      "ก".repeat(200_000),
      "a" + "\u0301".repeat(1_000_000),
      "\uD83C\uDDE9".repeat(200_000),
      ". ".repeat(200_000),
      "#\n".repeat(200_000),
      ":\n|\n".repeat(100_000),
      " ".repeat(1_000_000),
    };
    for (String text : hostile) {
      assertThat(time(text)).isLessThan(20 * base + Duration.ofSeconds(5).toNanos());
    }
  }

  private static long time(String text) {
    // processor time: other programs on the machine do not count
    long start = THREADS.getCurrentThreadCpuTime();
    chunk(text, 350, 50, ChunkSettings.Remnant.MERGE);
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  @Test
  void invalidSettingsAreRefused() {
    assertThatThrownBy(() -> new ChunkSettings(100, 51, ChunkSettings.Remnant.DROP, true))
        .hasMessage("min_tokens is 51, must be in 0 to half of max_tokens 100");
  }
}
