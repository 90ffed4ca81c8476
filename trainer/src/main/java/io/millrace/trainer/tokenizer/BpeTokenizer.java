package io.millrace.trainer.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Byte-level byte-pair encoding with the ids that Hugging Face's tokenizers give. A text is taken
 * as UTF-8, with U+FFFD for half of a surrogate pair; every well-formed text comes back from its
 * ids as it was. Names of special tokens in a text are plain text. May be used by several threads;
 * each thread that is encoding has a table of 2 MiB for words it has met.
 */
public final class BpeTokenizer implements TextTokenizer {

  /** Names that end a text, the first found counts. */
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
                        "no special token ends a text; one of these must be there: "
                            + String.join(" ", ENDS)));
  }

  /**
   * Reads a tokenizer.json of Hugging Face.
   *
   * @throws TokenizerException when there is no such file, or it is no byte-level byte-pair
   *     tokenizer that is understood completely; the message says what is not
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
    // not in a finally: one that failed half-way is not to be used again
    idle.add(encoder);
    return ids;
  }

  /**
   * {@inheritDoc} Bytes that are no UTF-8, as where a character is cut, become U+FFFD.
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

  /** How texts are cut into words; what runs a model elsewhere must cut them so too. */
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
