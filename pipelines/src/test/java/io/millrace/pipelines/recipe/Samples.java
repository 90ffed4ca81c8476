package io.millrace.pipelines.recipe;

import io.millrace.api.PerLanguage;
import io.millrace.api.Setting;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings records for tests, with every kind of setting. */
final class Samples {

  private Samples() {}

  /** Constants of two words. */
  public enum Mode {
    MASK_ALL,
    DROP
  }

  /** Settings of the stage 'langid'. */
  public record Langid(
      @Setting(value = "Smallest score kept.", min = 0, max = 1) PerLanguage threshold,
      @Setting("Languages kept; empty keeps all.") List<String> languages,
      @Setting("Look at the script too.") boolean checkScript) {
    public static Langid defaults() {
      return new Langid(PerLanguage.of(.65, Map.of("de", .7)), List.of(), true);
    }
  }

  /** A range of words. */
  public record Words(
      @Setting(value = "Fewest words.", min = 0) int min,
      @Setting(value = "Most words.", min = 1, max = 1_000_000) int max) {
    public Words {
      if (min > max) {
        throw new IllegalArgumentException(
            "'min' is " + min + "; it must be at most 'max', " + max);
      }
    }

    public static Words defaults() {
      return new Words(50, 100_000);
    }
  }

  /** Settings of the stage 'gopher-quality'. */
  public record Quality(
      @Setting("Words of a document.") Words words,
      @Setting(value = "Largest share of symbols.", min = 0, max = 1) double symbolRatio,
      @Setting(value = "Bytes read at most.", min = 1) long maxBytes,
      @Setting(value = "Lines at most.", max = 10) int maxLines,
      @Setting("What to do.") Mode mode,
      @Setting("A name | for the report.") String label,
      @Setting("Words by language.") SortedMap<String, String> stopWords,
      @Setting(value = "Weights by source.", min = 0, max = 100) SortedMap<String, Double> weights,
      @Setting("More ranges.") List<Words> ranges) {
    public static Quality defaults() {
      return new Quality(
          Words.defaults(),
          .1,
          1 << 20,
          5,
          Mode.DROP,
          "",
          Collections.emptySortedMap(),
          new TreeMap<>(Map.of("web", 1.0)),
          List.of());
    }
  }

  /** Settings of the input 'warc'. */
  public record Warc(
      @Setting("Files to read.") List<String> paths,
      @Setting(value = "Largest record in bytes.", min = 1) long maxRecord) {
    public static Warc defaults() {
      return new Warc(List.of(), 50_000_000);
    }
  }

  /** Settings of the input 'jsonl'. */
  public record Jsonl(
      @Setting("Files to read.") List<String> paths,
      @Setting("Name of the text's field.") String textField) {
    public static Jsonl defaults() {
      return new Jsonl(List.of(), "text");
    }
  }

  static StageCatalog catalog() {
    return new StageCatalog(
        Map.of("langid", Langid.class, "gopher-quality", Quality.class, "dedup-exact", None.class),
        Map.of("warc", Warc.class, "jsonl", Jsonl.class),
        Set.of("lid.176", "udhr"),
        RecipeCheck.NONE);
  }

  /** A stage without settings. */
  public record None() {
    public static None defaults() {
      return new None();
    }
  }
}
