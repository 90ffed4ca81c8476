package io.millrace.trainer.data;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the list of shards of a finished run, or of all finished windows of a stream. */
final class RunOutput {

  private static final String MANIFEST = "manifest.json";
  private static final long MAX_MANIFEST = 512L << 20;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(200).build())
                  .build())
          .build();

  private RunOutput() {}

  /**
   * The shards in the order of their names.
   *
   * @throws ShardException when the folder is no output of a finished run, or its manifest is not
   *     readable
   */
  static List<Shard> shards(Path output) {
    if (Files.isRegularFile(output.resolve(MANIFEST))) {
      return read(output, "");
    }
    Path windows = output.resolve("windows");
    if (!Files.isDirectory(windows)) {
      throw new ShardException(output + " is not the output of a finished run: no manifest.json");
    }
    List<Shard> shards = new ArrayList<>();
    try (Stream<Path> entries = Files.list(windows)) {
      for (Path window : entries.sorted().toList()) {
        if (Files.exists(window.resolve("_SUCCESS"))) {
          shards.addAll(read(window, "windows/" + window.getFileName() + "/"));
        }
      }
    } catch (IOException failed) {
      throw new ShardException(windows + " cannot be listed", failed);
    }
    return shards;
  }

  private static List<Shard> read(Path folder, String prefix) {
    Path file = folder.resolve(MANIFEST);
    JsonNode root;
    try {
      if (Files.size(file) > MAX_MANIFEST) {
        throw new ShardException(file + " is too large for a manifest");
      }
      root = MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException wrong) {
      throw new ShardException(file + " cannot be read: " + firstLine(wrong), wrong);
    }
    if (root.path("format_version").asInt() != 1 || !root.path("shards").isArray()) {
      throw new ShardException(file + " is not a manifest of a known version");
    }
    String tokenizer = root.path("tokenizer_sha256").asText();
    List<Shard> shards = new ArrayList<>();
    for (JsonNode each : root.path("shards")) {
      String path = each.path("path").asText();
      String sha256 = each.path("sha256").asText();
      Path shard = folder.resolve(path).normalize();
      if (path.isEmpty()
          || !shard.startsWith(folder.normalize())
          || !SHA256.matcher(sha256).matches()
          || !each.path("records").isIntegralNumber()) {
        throw new ShardException(file + " lists an invalid shard: '" + path + "'");
      }
      shards.add(new Shard(shard, prefix + path, each.path("records").asLong(), sha256, tokenizer));
    }
    return shards;
  }

  /** The problem of a file in one line, without the file's name. */
  static String problem(Path file, Throwable failure) {
    String line = firstLine(failure);
    return line.startsWith(file + ": ") ? line.substring(file.toString().length() + 2) : line;
  }

  /** Jackson's messages have several lines; the first states the problem. */
  static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
