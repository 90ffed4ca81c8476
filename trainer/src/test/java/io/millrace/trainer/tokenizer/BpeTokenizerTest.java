package io.millrace.trainer.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.millrace.corpus.WellFormed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids are those of Hugging Face's tokenizers, and decoding restores texts. */
class BpeTokenizerTest {

  private static final Map<SplitPattern, BpeTokenizer> OURS = new EnumMap<>(SplitPattern.class);
  private static final Map<SplitPattern, HuggingFaceTokenizer> THEIRS =
      new EnumMap<>(SplitPattern.class);

  private static BpeTokenizer ours(SplitPattern pattern) {
    return OURS.computeIfAbsent(pattern, BpeTokenizerTest::train);
  }

  private static BpeTokenizer train(SplitPattern pattern) {
    WordCounts words = new WordCounts(pattern, 1 << 20);
    words.add(Sentences.all(2));
    TokenizerSettings base = TokenizerSettings.defaults();
    return BpeTrainer.train(
        words,
        new TokenizerSettings(
            1200, pattern, 2, base.maxTokenBytes(), base.special(), base.maxWords()));
  }

  private static HuggingFaceTokenizer theirs(SplitPattern pattern) {
    return THEIRS.computeIfAbsent(
        pattern,
        each -> {
          try {
            return HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(ours(each).json()),
                Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void agree(SplitPattern pattern, String text) {
    long[] theirs = theirs(pattern).encode(WellFormed.of(text), false, false).getIds();
    int[] ids = ours(pattern).encode(text);
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    assertThat(wide).as(text).isEqualTo(theirs);
  }

  @ParameterizedTest
  @EnumSource(SplitPattern.class)
  void sentencesInManyLanguages(SplitPattern pattern) {
    Sentences.BY_LANGUAGE.forEach((language, text) -> agree(pattern, text));
    agree(pattern, Sentences.all(1));
    agree(pattern, "");
    agree(pattern, " ");
    agree(pattern, "word".repeat(100) + "水".repeat(500) + " ".repeat(70) + "\n ".repeat(40));
  }

  @Property(tries = 2000)
  void agreesOnAnyText(@ForAll SplitPattern pattern, @ForAll @StringLength(max = 60) String text) {
    agree(pattern, text);
  }

  /** Texts with many character classes close together. */
  @Property(tries = 4000)
  void agreesOnAwkwardText(
      @ForAll SplitPattern pattern, @ForAll long seed, @ForAll @IntRange(max = 40) int length) {
    SplittableRandom random = new SplittableRandom(seed);
    String[] parts = {
      " ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u0085", "\u2028", "'", "'s", "'S", "'\u017f",
      "'ll", "'LL", "'re", "'V", "a", "Z", "é", "e\u0301", "\u0301", "1", "23", "Ⅷ", "٣", ".", "--",
      "_", "水", "の", "हि", "ि", "น้ำ", "😀", "\ud83d", "\ude00", "\u200d", "\u0000", "�", "𝒳",
      "𞤀", "\ufeff", "the", "ing"
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    agree(pattern, text.toString());
    BpeTokenizer ours = ours(pattern);
    assertThat(ours.decode(ours.encode(text.toString()))).isEqualTo(WellFormed.of(text.toString()));
  }

  /** Both tokenizers agree on the class of every code point. */
  @Test
  void classesOfCodePoints() {
    byte[] classes = CharacterClasses.of(true);
    byte[] withoutMarks = CharacterClasses.of(false);
    StringBuilder text = new StringBuilder();
    for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
      boolean surrogate =
          point >= Character.MIN_SURROGATE - 1 && point <= Character.MAX_SURROGATE + 1;
      if (!surrogate
          && (classes[point] != classes[point - 1]
              || withoutMarks[point] != withoutMarks[point - 1])) {
        // one context each for letters, numbers and spaces
        text.append('a').appendCodePoint(point).append('.').appendCodePoint(point).append(' ');
        text.append('a').appendCodePoint(point - 1).append('.').appendCodePoint(point - 1);
      }
      if (text.length() > 2000 || point == Character.MAX_CODE_POINT) {
        agree(SplitPattern.WITH_MARKS, text.toString());
        agree(SplitPattern.STABLE_LM_2, text.toString());
        text.setLength(0);
      }
    }
  }

  @Property(tries = 1000)
  void decodingRestoresTexts(@ForAll SplitPattern pattern, @ForAll String text) {
    BpeTokenizer tokenizer = ours(pattern);
    assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(WellFormed.of(text));
  }

  @Test
  void namesOfSpecialTokensArePlainText() {
    BpeTokenizer tokenizer = ours(SplitPattern.WITH_MARKS);
    int[] ids = tokenizer.encode("<|endoftext|>");
    assertThat(ids).doesNotContain(tokenizer.endOfText()).hasSizeGreaterThan(1);
    assertThat(tokenizer.decode(ids)).isEqualTo("<|endoftext|>");
    assertThat(tokenizer.decode(new int[] {tokenizer.special("<fim_prefix>")}))
        .isEqualTo("<fim_prefix>");
    assertThat(tokenizer.special("<nosuch>")).isEqualTo(-1);
    assertThatThrownBy(() -> tokenizer.decode(new int[] {1200}))
        .hasMessage("id 1200 is not in the vocabulary of 1200");
  }

  @Test
  void readsWhatItWrote() {
    for (SplitPattern pattern : SplitPattern.values()) {
      BpeTokenizer written = ours(pattern);
      BpeTokenizer read = BpeTokenizer.read(written.json(), "t.json");
      assertThat(read.sha256()).isEqualTo(written.sha256());
      assertThat(TokenizerJson.write(read.model())).isEqualTo(written.json());
      assertThat(read.encode(Sentences.all(1))).isEqualTo(written.encode(Sentences.all(1)));
    }
  }

  @Test
  void unsupportedSettingsAreRefused() {
    String json = new String(ours(SplitPattern.STABLE_LM_2).json(), StandardCharsets.UTF_8);
    refused(json.substring(7), "not a tokenizer.json: it is not valid JSON");
    refused("{}", "the model is ''; only BPE is supported");
    refused(
        json.replace("\"normalizer\" : null", "\"normalizer\" : {\"type\": \"NFC\"}"),
        "normalizer is 'NFC'; this is not supported");
    refused(json.replace("(?i:", "(?:"), "the pattern of the pre_tokenizer is not known: (?:'s");
    refused(
        json.replace("<|endoftext|>", "<end>"), "it has no special token for the end of a text");
    refused(
        json.replace("\"Isolated\"", "\"Removed\""),
        "the pre_tokenizer is neither ByteLevel nor a Split before ByteLevel");
    refused(json.replace("\"Ā\" : ", "\"水\" : "), "the token '水' does not stand for bytes");
    refused(json.replace("\"dropout\" : null", "\"dropout\" : 0.1"), "dropout is '0.1'");
  }

  private static void refused(String json, String message) {
    assertThatThrownBy(() -> BpeTokenizer.read(json.getBytes(StandardCharsets.UTF_8), "t.json"))
        .isInstanceOf(TokenizerException.class)
        .hasMessageStartingWith("t.json: " + message)
        .hasMessageNotContaining("\n");
  }
}
