package io.millrace.pipelines.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Origin;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.pipelines.step.Judged;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ShardItemCodecTest {

  private final ShardItemCodec codec = new ShardItemCodec();

  @Property(tries = 300)
  void documentsRoundTrip(@ForAll("judged") Judged judged) {
    EncodedItem item = codec.encode(new ShardItem.Text(judged));
    assertThat(item.kind()).isEqualTo(ItemKind.TEXT);
    Judged back = ((ShardItem.Text) codec.decode(item)).judged();
    assertThat(back.id()).isEqualTo(judged.id());
    assertThat(back.document()).isEqualTo(judged.document());
    assertThat(back.ended()).isEqualTo(judged.ended());
    assertThat(back.stage()).isEqualTo(judged.stage());
    assertThat(back.signals()).isEqualTo(judged.signals());
    assertThat(ShardItemCodec.decodeUnread(item.bytes()).judged().document().text()).isEmpty();
    assertThat(ShardItemCodec.decodeUnread(item.bytes()).document().decoded())
        .isEqualTo(judged.document());
  }

  @Property(tries = 300)
  void bytesSortByLanguageThenId(@ForAll("judged") Judged left, @ForAll("judged") Judged right) {
    int byBytes =
        Arrays.compareUnsigned(
            codec.encode(new ShardItem.Text(left)).bytes(),
            codec.encode(new ShardItem.Text(right)).bytes());
    int byLanguage = left.document().language().compareTo(right.document().language());
    int expected =
        byLanguage != 0 ? byLanguage : left.document().id().compareTo(right.document().id());
    if (expected != 0) {
      assertThat(Integer.signum(byBytes)).isEqualTo(Integer.signum(expected));
    }
  }

  @Property
  void marksRoundTrip(@ForAll long a, @ForAll long b, @ForAll long time, @ForAll byte kind) {
    DuplicateMark mark =
        new DuplicateMark(new Hash128(a, b), kind & 0x7f, new Hash128(b, a), time, .5);
    ShardItem item = new ShardItem.Duplicate(mark);
    EncodedItem encoded = codec.encode(item);
    assertThat(encoded.kind()).isEqualTo(ItemKind.DUPLICATE);
    assertThat(codec.decode(encoded)).isEqualTo(item);
  }

  @Property
  void countsRoundTrip(@ForAll Map<String, Long> skipped) {
    Map<String, Long> wellFormed = new TreeMap<>();
    skipped.forEach((kind, count) -> wellFormed.put(Integer.toString(kind.hashCode()), count));
    ShardItem item = new ShardItem.ReadCounts("warc", 7, new TreeMap<>(wellFormed));
    assertThat(codec.decode(codec.encode(item))).isEqualTo(item);
  }

  @Provide
  Arbitrary<Judged> judged() {
    Arbitrary<String> text = Arbitraries.strings().ascii().ofMaxLength(40);
    Arbitrary<String> language = Arbitraries.of("", "de", "en", "eng", "zh");
    Arbitrary<Hash128> id =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Hash128::new);
    return Combinators.combine(text, language, id, verdict(), Arbitraries.integers().between(0, 9))
        .as(
            (content, code, hash, verdict, stage) ->
                new Judged(
                    hash,
                    new Document(
                        hash.toHex(),
                        content + "\u00e9\ud83d\ude00",
                        "u" + content,
                        "2020-01-01T00:00:00Z",
                        "s",
                        code,
                        .25,
                        new TreeMap<>(Map.of("k" + content, content)),
                        stage < 5
                            ? Optional.empty()
                            : Optional.of(new Origin("o", content, "m", "", stage))),
                    verdict,
                    verdict.isEmpty() ? Judged.PASSED : stage - 1,
                    new double[] {stage, Double.NaN}));
  }

  private static Arbitrary<Optional<Verdict>> verdict() {
    return Arbitraries.of(
        Optional.empty(),
        Optional.of(Verdict.Dropped.because(DropReason.TOP_2_GRAM, "top_2_gram", .3, .2)),
        Optional.of(new Verdict.Failed("read", FailReason.DAMAGED_JSON, "detail")));
  }
}
