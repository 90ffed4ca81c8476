package io.millrace.pipelines.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.pipelines.failure.LostOutputException;
import io.millrace.shards.layout.Shards;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A run's claim to its output: a random key for the first start of the run and one for each resume.
 * A file in the output has the same list. A process that takes the output over adds a key or starts
 * a new list, so an older process finds that its key is not the last.
 *
 * @param output address of the output
 * @param file name of the file in the work folder that has the list, as {@code lives}
 * @param lives keys, the last of which belongs to this process; "" stands for an earlier version of
 *     millrace, which had no keys
 */
public record Claim(String output, String file, List<String> lives) implements Serializable {

  /** No claim, always valid: for tools without an output. */
  public static final Claim NONE = new Claim("", "", List.of(""));

  private static final SecureRandom KEYS = new SecureRandom();
  private static final int KEY_BYTES = 8;

  public Claim {
    lives = List.copyOf(lives);
  }

  /** A claim with a new key after earlier ones, of which there may be none. */
  public static Claim after(String output, String file, List<String> earlier) {
    byte[] key = new byte[KEY_BYTES];
    KEYS.nextBytes(key);
    List<String> lives = new ArrayList<>(earlier);
    lives.add(HexFormat.of().formatHex(key));
    return new Claim(output, file, lives);
  }

  /** Key of this process. */
  public String life() {
    return lives.get(lives.size() - 1);
  }

  /**
   * Must be called before a file gets its final name in the output.
   *
   * @throws LostOutputException when another run took the output
   */
  public void check() throws IOException {
    if (output.isEmpty()) {
      return;
    }
    JsonNode there;
    String folder = output.endsWith("/") ? output : output + '/';
    try (InputStream in =
        Channels.newInputStream(BeamFiles.open(folder + Shards.WORK + '/' + file))) {
      there = new ObjectMapper().readTree(in).path("lives");
    } catch (FileNotFoundException gone) {
      throw lost("was finished, replaced or deleted");
    }
    if (!life().equals(there.path(there.size() - 1).asText())) {
      throw lost("was taken over by another run");
    }
  }

  /**
   * Must be called after a failure, whose cause may be that the output was lost.
   *
   * @throws LostOutputException when another run took the output
   */
  public void checkAfter(Exception failed) throws LostOutputException {
    try {
      check();
    } catch (LostOutputException lost) {
      lost.addSuppressed(failed);
      throw lost;
    } catch (IOException unreadable) {
      failed.addSuppressed(unreadable);
    }
  }

  private LostOutputException lost(String how) {
    return new LostOutputException(
        output
            + " "
            + how
            + " after this run began to write to it; this run stops and leaves the output as it"
            + " is");
  }
}
