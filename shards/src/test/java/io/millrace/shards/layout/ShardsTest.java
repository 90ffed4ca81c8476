package io.millrace.shards.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.Hash128;
import java.math.BigInteger;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {

  @Test
  void pathsAreAsInTheDocumentation() {
    assertThat(Shards.shardPath("de", 0, 8, ShardFormat.JSONL))
        .isEqualTo("shards/de/part-00000-of-00008.jsonl.zst");
    assertThat(Shards.shardPath("", 7, 8, ShardFormat.PARQUET))
        .isEqualTo("shards/und/part-00007-of-00008.parquet");
    assertThat(Shards.rejectedPath("gopher-quality", 12, 123456))
        .isEqualTo("rejected/gopher-quality/part-00012-of-123456.jsonl.zst");
    assertThat(Shards.verdictsPath(1, 2)).isEqualTo("verdicts/part-00001-of-00002.parquet");
  }

  @Test
  void rejectsShardNumbersOutOfRange() {
    assertThatThrownBy(() -> Shards.verdictsPath(8, 8)).hasMessage("shard is 8, must be in 0..7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "zh", "ceb", "azb", "bat-smg", "zh_hant", "und"})
  void languageCodesAreTheirOwnFolders(String language) {
    assertThat(Shards.languageFolder(language)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc, x-etc-",
    "..,        x-",
    "/,         x-",
    "DE,        x-",
    "con,       x-con-",
    "_hidden,   x-_hidden-",
    "x-de,      x-x-de-",
    "'C:\\x',   x-x-",
  })
  void hostileNamesBecomeAHashedName(String language, String start) {
    assertThat(Shards.languageFolder(language)).matches(start + "[0-9a-f]{16}");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange('\0', '\uFFFF').ofMaxLength(50),
        Arbitraries.strings().withChars("./\\dDeE-_x \0").ofMaxLength(6));
  }

  @Property
  void folderNamesAreSafeAndUnique(@ForAll("names") String one, @ForAll("names") String other) {
    String folder = Shards.languageFolder(one);

    assertThat(folder).matches("[a-z0-9][a-z0-9_-]{0,51}");
    if (!one.equals(other) && !one.isEmpty() & !other.isEmpty()) {
      assertThat(Shards.languageFolder(other).toLowerCase(Locale.ROOT))
          .isNotEqualTo(folder.toLowerCase(Locale.ROOT));
    }
  }

  @Property
  void shardNumbersAreInRange(@ForAll long high, @ForAll long low) {
    String id = new Hash128(high, low).toHex();
    assertThat(Shards.shardOf(id, 7)).isBetween(0, 6);
    assertThat(Shards.shardOf(id, 1)).isZero();
  }

  @Property
  void shardNumbersEqualThoseOfHexadecimalIds(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 1, max = 100_000) int shards) {
    Hash128 id = new Hash128(high, low);
    int byHex =
        new BigInteger(id.toHex(), 16)
            .and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
            .mod(BigInteger.valueOf(shards))
            .intValueExact();
    assertThat(Shards.shardOf(id, shards)).isEqualTo(byHex);
    assertThat(Shards.shardOf(id.toHex(), shards)).isEqualTo(byHex);
  }
}
