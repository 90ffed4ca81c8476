package io.millrace.trainer.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * What must be equal for a run to continue from a checkpoint.
 *
 * @param settings SHA-256 of the settings that change results, see {@link #of}
 * @param seed seed of the first weights
 * @param tokenizer SHA-256 of the tokenizer
 */
public record RunIdentity(
    @JsonProperty("settings") String settings,
    @JsonProperty("seed") long seed,
    @JsonProperty("tokenizer") String tokenizer) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /**
   * The identity of a run.
   *
   * @param settings settings of the run; threads, device and checkpoint intervals do not count
   * @param others other records that change results: settings of model and data
   * @param tokenizer SHA-256 of the tokenizer
   */
  public static RunIdentity of(TrainingSettings settings, String tokenizer, Record... others) {
    TreeMap<String, Object> all = new TreeMap<>();
    all.put("steps", settings.steps());
    all.put("accumulate", settings.accumulate());
    all.put("schedule", settings.schedule());
    all.put("optimiser", settings.optimiser());
    all.put("mishaps", settings.mishaps());
    all.put("others", others);
    try {
      byte[] json = JSON.writeValueAsString(all).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return new RunIdentity(HexFormat.of().formatHex(hash), settings.seed(), tokenizer);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Refuses the checkpoint of another run.
   *
   * @param checkpoint the identity in the checkpoint
   * @throws TrainingException naming what differs
   */
  void requireSame(RunIdentity checkpoint, String where) {
    String differs =
        !tokenizer.equals(checkpoint.tokenizer)
            ? "was trained with another tokenizer (sha256 " + checkpoint.tokenizer + ")"
            : seed != checkpoint.seed
                ? "has the seed " + checkpoint.seed + ", not " + seed
                : settings.equals(checkpoint.settings) ? "" : "was trained with other settings";
    if (!differs.isEmpty()) {
      throw new TrainingException(
          where + " " + differs + "; continue with its first configuration, or start a new run");
    }
  }
}
