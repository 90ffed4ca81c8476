package io.millrace.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.corpus.WellFormed;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FillInTheMiddleTest {

  private static final BpeTokenizer TOKENIZER = TestRun.tokenizer(Stream.of());
  private static final int PREFIX = TOKENIZER.special("<fim_prefix>");
  private static final int SUFFIX = TOKENIZER.special("<fim_suffix>");
  private static final int MIDDLE = TOKENIZER.special("<fim_middle>");

  private static int[] encode(String text, int number, double rate) {
    Document document = TestRun.document("de", "x", number, text);
    return new FillInTheMiddle(TOKENIZER, TestSettings.SMALL.fim(rate).settings())
        .encode(new TrainingItem(document, null), 0);
  }

  private static String decode(int[] ids, int from, int to) {
    return TOKENIZER.decode(IntStream.range(from, to).map(i -> ids[i]).toArray());
  }

  private static int indexOf(int[] ids, int id) {
    return IntStream.range(0, ids.length).filter(i -> ids[i] == id).findFirst().orElse(-1);
  }

  @Property(tries = 500)
  void partsAddUpToTheText(@ForAll String any, @ForAll int number) {
    String text = WellFormed.of(any);
    int[] ids = encode(text, number, 1);
    int suffix = indexOf(ids, SUFFIX);
    int middle = indexOf(ids, MIDDLE);
    int end = ids.length - 1;
    assertThat(ids[0]).isEqualTo(PREFIX);
    assertThat(ids[end]).isEqualTo(TOKENIZER.endOfText());
    if (suffix == 1) {
      // prefix and middle are adjacent; with an empty prefix both forms are equal
      assertThat(decode(ids, middle + 1, end) + decode(ids, 2, middle)).isEqualTo(text);
    } else {
      assertThat(
              decode(ids, 1, suffix)
                  + decode(ids, middle + 1, end)
                  + decode(ids, suffix + 1, middle))
          .isEqualTo(text);
    }
  }

  @Test
  void ratesMatchTheSettings() {
    List<int[]> all =
        IntStream.range(0, 2000).mapToObj(i -> encode("some text to cut", i, .4)).toList();
    long rearranged = all.stream().filter(ids -> ids[0] == PREFIX).count();
    long suffixFirst = all.stream().filter(ids -> ids[0] == PREFIX && ids[1] == SUFFIX).count();
    assertThat(rearranged).isBetween(700L, 900L);
    // plus some with an empty prefix
    assertThat(suffixFirst).isBetween(rearranged * 45 / 100, rearranged * 68 / 100);
    assertThat(encode("some text", 3, .4)).isEqualTo(encode("some text", 3, .4));
  }
}
