package io.millrace.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DuplicateMarkTest {

  private static final Hash128 ID = Hash128.of("repeats");

  @Property
  void bytesRoundTrip(
      @ForAll long a,
      @ForAll long b,
      @ForAll @IntRange(max = 129) int kind,
      @ForAll long time,
      @ForAll double similarity) {
    DuplicateMark mark =
        new DuplicateMark(new Hash128(a, b), kind, new Hash128(b, time), time, similarity);
    assertThat(DuplicateMark.fromBytes(mark.toBytes())).isEqualTo(mark);
  }

  @Test
  void rejectsBytesOfTheWrongLength() {
    assertThatThrownBy(() -> DuplicateMark.fromBytes(new byte[48])).hasMessageContaining("48");
  }

  @Test
  void earliestStageComesFirstThenTheSmallestDocument() {
    DuplicateMark text = of(Mark.TEXT, 9, 9, 1);
    DuplicateMark early = of(Mark.FIRST_BAND + 3, 5, 2, .8);
    DuplicateMark later = of(Mark.FIRST_BAND, 6, 1, .9);
    DuplicateMark sameTime = of(Mark.FIRST_BAND, 5, 3, .9);
    DuplicateMark undated = of(Mark.FIRST_BAND, Mark.UNKNOWN_TIME, 0, .9);
    List<DuplicateMark> expected = List.of(text, early, sameTime, later, undated);
    Comparator<DuplicateMark> textFirst =
        DuplicateMark.order(reason -> reason == DropReason.DUPLICATE_TEXT ? 0 : 1);
    assertThat(Stream.of(undated, later, sameTime, early, text).sorted(textFirst))
        .isEqualTo(expected);
    Comparator<DuplicateMark> textLast =
        DuplicateMark.order(reason -> reason == DropReason.DUPLICATE_TEXT ? 1 : 0);
    assertThat(expected.stream().min(textLast)).contains(early);
  }

  private static DuplicateMark of(int kind, long time, long of, double similarity) {
    return new DuplicateMark(ID, kind, new Hash128(0, of), time, similarity);
  }
}
