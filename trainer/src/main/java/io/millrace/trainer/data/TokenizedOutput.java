package io.millrace.trainer.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.corpus.Hash128;
import io.millrace.shards.file.LocalFile;
import io.millrace.shards.layout.SuccessFile;
import io.millrace.shards.megatron.MegatronWriter;
import io.millrace.trainer.tokenizer.BpeTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes the documents of runs as tokens in Megatron-LM's format, two files for each language:
 *
 * <pre>
 * FOLDER/shards/de.bin, de.idx    tokens of every document, an end of text after each
 * FOLDER/shards/de.jsonl.zst      metadata of each document, in the same order
 * FOLDER/tokenizer.json           the tokenizer
 * FOLDER/manifest.json            written last; {@link Corpus} reads the folder by it
 * </pre>
 *
 * Documents are in the order of the shards, so the same runs and tokenizer give the same bytes.
 */
public final class TokenizedOutput {

  /** Name of the manifest; a folder with one is complete. */
  public static final String MANIFEST = "manifest.json";

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]{1,32}");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * What was written for a language.
   *
   * @param bytes bytes of texts in UTF-8
   */
  public record Written(long documents, long bytes, long tokens) {
    Written plus(Written other) {
      return new Written(documents + other.documents, bytes + other.bytes, tokens + other.tokens);
    }
  }

  private final BpeTokenizer tokenizer;
  private final Path shards;
  private final SortedMap<String, MegatronWriter> writers = new TreeMap<>();
  private final SortedMap<String, Written> written = new TreeMap<>();

  private TokenizedOutput(BpeTokenizer tokenizer, Path shards) {
    this.tokenizer = tokenizer;
    this.shards = shards;
  }

  /**
   * Writes the folder.
   *
   * @param outputs folders of finished runs
   * @param folder where the files go; files of the same names are replaced
   * @param heldOut share of documents to leave out, as in {@link DataSplit}
   * @return what was written, by language
   * @throws ShardException naming a shard that is missing or damaged; no manifest is written then
   */
  public static SortedMap<String, Written> write(
      List<Path> outputs, BpeTokenizer tokenizer, Path folder, double heldOut) throws IOException {
    Path shards = Files.createDirectories(folder.resolve("shards"));
    Files.deleteIfExists(folder.resolve(MANIFEST));
    TokenizedOutput target = new TokenizedOutput(tokenizer, shards);
    try {
      for (Path output : outputs) {
        for (Shard shard : RunOutput.shards(output)) {
          target.add(shard, heldOut);
        }
      }
      for (MegatronWriter writer : target.writers.values()) {
        writer.finish();
      }
    } finally {
      for (MegatronWriter writer : target.writers.values()) {
        writer.close();
      }
    }
    Files.write(folder.resolve("tokenizer.json"), tokenizer.json());
    Path temporary = folder.resolve(MANIFEST + ".part");
    Files.write(temporary, target.manifest());
    Files.move(temporary, folder.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
    return Collections.unmodifiableSortedMap(target.written);
  }

  private void add(Shard shard, double heldOut) {
    try (ShardFile file = ShardFile.open(shard.file())) {
      if (!shard.tokenizer().isEmpty()) {
        throw new IOException("it has tokens; encode needs texts");
      }
      if (!SuccessFile.sha256(new LocalFile(shard.file())).equals(shard.sha256())) {
        throw new IOException("its sha256 is not that of the manifest");
      }
      for (TrainingItem item = file.next(); item != null; item = file.next()) {
        if (DataSplit.of(item.document(), heldOut) == DataSplit.TRAIN) {
          write(item);
        }
      }
    } catch (UncheckedIOException full) {
      throw full;
    } catch (IOException failed) {
      throw new ShardException(
          shard.file() + ": " + RunOutput.problem(shard.file(), failed), failed);
    }
  }

  private void write(TrainingItem item) {
    String language = item.tag().language();
    int[] ids = tokenizer.encode(item.document().text());
    int[] ended = Arrays.copyOf(ids, ids.length + 1);
    ended[ids.length] = tokenizer.endOfText();
    try {
      MegatronWriter writer = writers.get(language);
      if (writer == null) {
        writer = new MegatronWriter(bin(language), tokenizer.vocabulary());
        writers.put(language, writer);
      }
      writer.write(item.document(), ended);
    } catch (IOException failed) {
      // an error of the written file, not of the shard
      throw new UncheckedIOException(failed);
    }
    written.merge(language, new Written(1, item.size().bytes(), ended.length), Written::plus);
  }

  private Path bin(String language) {
    String name =
        PLAIN.matcher(language).matches() ? language : "x-" + Hash128.of(language).toHex();
    return shards.resolve(name + ".bin");
  }

  private byte[] manifest() throws IOException {
    ObjectNode root = MAPPER.createObjectNode().put("format_version", 1).put("format", "megatron");
    root.put("tokenizer_sha256", tokenizer.sha256()).put("vocabulary", tokenizer.vocabulary());
    root.put("end_of_text", tokenizer.endOfText());
    ArrayNode list = root.putArray("shards");
    for (String language : writers.keySet()) {
      Path bin = bin(language);
      list.addObject()
          .put("path", "shards/" + bin.getFileName())
          .put("language", language)
          .put("records", written.get(language).documents())
          .put("tokens", written.get(language).tokens())
          .put("bytes", Files.size(bin))
          .put("sha256", SuccessFile.sha256(new LocalFile(bin)));
    }
    return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
        .replace("\r\n", "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
