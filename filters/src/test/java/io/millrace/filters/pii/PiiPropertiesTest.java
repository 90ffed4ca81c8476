package io.millrace.filters.pii;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PiiPropertiesTest {

  @Property
  void maskingIsIdempotent(@ForAll("texts") String text) {
    String once = mask(text);
    assertThat(mask(once)).isEqualTo(once);
  }

  @Property
  void maskingAnyTextIsIdempotent(@ForAll String text) {
    String once = mask(text);
    assertThat(mask(once)).isEqualTo(once);
  }

  @Property
  void findsOnlyIbansWithAValidChecksum(
      @ForAll("bbans") String bban, @ForAll @IntRange(min = 0, max = 96) int off) {
    int check = 98 - checksum(bban + "131400");
    String right = String.format(java.util.Locale.ROOT, "DE%02d%s", check, bban);
    assertThat(Ibans.end(right, 2, 0)).isEqualTo(right.length());
    int other = 2 + (check - 2 + off) % 97;
    String wrong = String.format(java.util.Locale.ROOT, "DE%02d%s", other, bban);
    assertThat(Ibans.end(wrong, 2, 0)).isEqualTo(off == 0 ? wrong.length() : -1);
  }

  @Property
  void findsEveryPublicAddress(
      @ForAll @IntRange(min = 11, max = 223) int a,
      @ForAll @IntRange(min = 0, max = 255) int b,
      @ForAll @IntRange(min = 0, max = 255) int c) {
    String address = a + "." + b + "." + c + ".77";
    boolean isPublic = IpAddresses.isPublicV4((long) a << 24 | b << 16 | c << 8 | 77);
    assertThat(mask("on " + address + ", then"))
        .isEqualTo("on " + (isPublic ? "<ip-address>" : address) + ", then");
  }

  @Test
  void hostileTextsTakeLinearTime() {
    List<String> parts =
        List.of(
            "@", "a@", "a.", "@a.a.a.a.a.a.a.a", "1 ", "1", "1.", "(", "+", "2001:", "a@a.de1.");
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (String part : parts) {
            mask(part.repeat(1_000_000 / part.length()));
          }
        });
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> part =
        Arbitraries.of(
            "a@b.org",
            "@",
            ".",
            "-",
            "8.26.56.26",
            "81.169.145.78",
            "2606:4700:4700::1111",
            "::",
            "+49 30 901820",
            "030/9018201",
            "(212) 555-0123",
            "DE89370400440532013000",
            "DE89",
            "NO9386011117947",
            " ",
            "/",
            ":",
            "1",
            "06 12 34 56 78",
            "tel ",
            "version ",
            "x",
            "話",
            "<email>",
            "+",
            "(",
            ")",
            "0",
            "com");
    return part.list().ofMaxSize(10).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> bbans() {
    return Arbitraries.strings().numeric().ofLength(18);
  }

  private static int checksum(String digits) {
    return new BigInteger(digits).mod(BigInteger.valueOf(97)).intValue();
  }

  private static String mask(String text) {
    Document document = new Document("", text, "", "", "", "en", 1, Collections.emptySortedMap());
    return new PiiCleaner(PiiSettings.defaults()).clean(document, null, new double[5], 0);
  }
}
