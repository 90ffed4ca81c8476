package io.millrace.trainer.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Byte-level byte-pair encoding with the same ids as Hugging Face's tokenizers. A text is encoded
 * as UTF-8, with U+FFFD for an unpaired surrogate; decoding restores every well-formed text. Names
 * of special tokens in a text are plain text. Thread-safe; each thread that encodes uses a cache of
 * 2 MiB.
 */
public final class BpeTokenizer implements TextTokenizer {

  /** Tokens that end a text; the first one that exists is used. */
  private static final List<String> ENDS =
      List.of("<|endoftext|>", "<|end_of_text|>", "</s>", "<eos>", "<|eot_id|>");

  private static final int CACHE_BITS = 15;

  private final BpeModel model;
  private final byte[] json;
  private final String sha256;
  private final byte[][] decoded;
  private final int[] byteIds;
  private final PairTable ranks;
  private final TokenTable whole;
  private final int endOfText;
  private final ConcurrentLinkedQueue<WordEncoder> idle = new ConcurrentLinkedQueue<>();

  BpeTokenizer(BpeModel model, byte[] json) {
    this.model = model;
    this.json = json;
    this.sha256 = TokenizerJson.sha256(json);
    this.byteIds = model.byteIds();
    this.ranks = model.ranks();
    this.whole = model.wholeWords() ? new TokenTable(model.tokens()) : null;
    this.decoded = model.tokens().toArray(new byte[0][]);
    model.special().forEach((name, id) -> decoded[id] = name.getBytes(StandardCharsets.UTF_8));
    this.endOfText =
        ENDS.stream()
            .map(model.special()::get)
            .flatMap(id -> Optional.ofNullable(id).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new TokenizerException(
                        "it has no special token for the end of a text; add one of "
                            + String.join(" ", ENDS)));
  }

  /**
   * Reads a tokenizer.json of Hugging Face.
   *
   * @throws TokenizerException when the file does not exist, or is no byte-level byte-pair
   *     tokenizer with supported settings only; the message names the unsupported one
   */
  public static BpeTokenizer read(Path file) {
    return TokenizerJson.read(file);
  }

  /** Like {@link #read(Path)}; messages begin with the name. */
  public static BpeTokenizer read(byte[] json, String name) {
    return TokenizerJson.read(json, name);
  }

  @Override
  public int vocabulary() {
    return decoded.length;
  }

  @Override
  public int[] encode(String text) {
    WordEncoder encoder = idle.poll();
    if (encoder == null) {
      encoder =
          new WordEncoder(
              model.pattern(), byteIds, new MergeLoop(byteIds, ranks, whole), CACHE_BITS);
    }
    int[] ids = encoder.encode(text);
    // not in a finally block: do not reuse an encoder after an error
    idle.add(encoder);
    return ids;
  }

  /**
   * {@inheritDoc} Bytes that are not UTF-8, such as a part of a character, become U+FFFD.
   *
   * @throws IllegalArgumentException when an id is not in the vocabulary
   */
  @Override
  public String decode(int[] ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * ids.length);
    for (int id : ids) {
      if (id < 0 || id >= decoded.length) {
        throw new IllegalArgumentException(
            "id " + id + " is not in the vocabulary of " + decoded.length);
      }
      if (decoded[id] != null) {
        bytes.writeBytes(decoded[id]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public int endOfText() {
    return endOfText;
  }

  @Override
  public int special(String name) {
    return model.special().getOrDefault(name, -1);
  }

  /** Ids of special tokens by name. */
  public SortedMap<String, Integer> special() {
    return model.special();
  }

  /** The pattern that splits texts into words; other programs must use the same. */
  public SplitPattern pattern() {
    return model.pattern();
  }

  @Override
  public String sha256() {
    return sha256;
  }

  /** The tokenizer.json itself. */
  public byte[] json() {
    return json.clone();
  }

  BpeModel model() {
    return model;
  }
}
