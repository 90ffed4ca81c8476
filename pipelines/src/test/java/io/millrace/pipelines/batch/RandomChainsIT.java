package io.millrace.pipelines.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.Outcome;
import io.millrace.corpus.config.ConfigException;
import io.millrace.pipelines.chain.ChainResources;
import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.commit.RunResult;
import io.millrace.pipelines.engine.EngineSettings;
import io.millrace.pipelines.engine.EngineSettings.Runner;
import io.millrace.pipelines.flow.RunRequest;
import io.millrace.pipelines.output.OutputFolder;
import io.millrace.pipelines.recipe.Overrides;
import io.millrace.pipelines.recipe.Recipe;
import io.millrace.pipelines.recipe.RecipeReader;
import io.millrace.pipelines.recipe.RecipeSchema;
import io.millrace.pipelines.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random recipes over random and hostile documents: no crash, all records counted, the same bytes
 * twice. The seed is the name of the test; {@code -Dmillrace.chains.seed=N} replays one, {@code
 * -Dmillrace.chains.count=N} tries more. After Lucene's {@code TestRandomChains}.
 */
class RandomChainsIT {

  private static final int COUNT = Integer.getInteger("millrace.chains.count", 8);
  private static final int DOCUMENTS = 60;
  private static final int PAGES = 30;

  /** Stages for texts that need neither a model nor a server. */
  private static final List<String> STAGES =
      Stages.names().stream()
          .filter(name -> !Stages.isForImages(name))
          .filter(name -> !List.of("langid", Stages.REPHRASE).contains(name))
          .toList();

  @TempDir Path folder;

  static LongStream seeds() {
    Long one = Long.getLong("millrace.chains.seed");
    return one != null ? LongStream.of(one) : LongStream.range(0, COUNT);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void countsAddUpAndBytesAreEqual(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(Sample.documents(DOCUMENTS, seed));
    for (int i = 0; i < DOCUMENTS; i++) {
      lines.add(hostileLine(i, random));
    }
    Collections.shuffle(lines, random);
    Sample.write(folder.resolve("in.jsonl"), lines);
    Files.writeString(
        folder.resolve("sets.txt"), "the mill wheel turns slowly under heavy beams\n");
    Files.write(folder.resolve("pages.warc"), pages(random));
    String yaml = yaml(random);

    RunResult first = run(yaml, "first", 1);
    RunResult second = run(yaml, "second", 3);

    assertThat(first.summary().verdicts()).as(yaml).isEqualTo(lines.size() + PAGES);
    long ended = 0;
    for (Outcome outcome : Outcome.values()) {
      ended += first.summary().documents(outcome);
      assertThat(second.summary().documents(outcome))
          .as(outcome + " of\n" + yaml)
          .isEqualTo(first.summary().documents(outcome));
    }
    assertThat(ended).as(yaml).isEqualTo(lines.size() + PAGES);
    for (String set : List.of("shards", "rejected", "verdicts")) {
      assertThat(hashes("second", set)).as(set + " of\n" + yaml).isEqualTo(hashes("first", set));
    }
  }

  private Map<String, String> hashes(String output, String set) {
    Path sets = folder.resolve(output).resolve(set);
    return Files.exists(sets) ? Sample.hashes(sets) : Map.of();
  }

  private RunResult run(String yaml, String output, int workers) throws IOException {
    Recipe recipe = new RecipeReader(Stages.catalog()).read(yaml, "random", Overrides.none());
    EngineSettings engine =
        new EngineSettings(
            Runner.DIRECT,
            workers,
            EngineSettings.EMBEDDED,
            Files.createTempDirectory(folder, "engine"));
    RunRequest request =
        new RunRequest(
            recipe,
            new TreeMap<>(),
            folder.resolve(output).toString(),
            OutputFolder.WhenThere.REFUSE,
            engine);
    return new MillRun(request, (result, manifest) -> Collections.emptySortedMap()).run();
  }

  /**
   * Text from all Unicode planes, with control characters, combining marks, unpaired surrogates and
   * markup.
   */
  private static String hostileText(Random random) {
    String[] pieces = {
      "\u0000",
      "\u202e",
      "\ud800",
      "\udc00\ud83d",
      "\u200d\u200d",
      "e\u0301\u0301\u0301",
      "\n\n\n",
      "<script>",
      "</p><td>",
      "&#0;&#x110000;",
      "{\"",
      "http://a.example/?q=1",
      "a@b.example",
      "4111 1111 1111 1111",
      "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
      "\u65e5\u672c\u8a9e\u3002",
      "\u0627\u0644\u0639",
      "the mill wheel turns.",
      "lorem ipsum",
      "- ",
      "...",
      "\t"
    };
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(200);
    for (int i = 0; i < count; i++) {
      String piece = pieces[random.nextInt(pieces.length)];
      text.append(random.nextInt(40) == 0 ? piece.repeat(500) : piece);
      if (random.nextBoolean()) {
        text.append(' ');
      }
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
    }
    return text.toString();
  }

  /** A line with such a text in each field; some lines are truncated and so not JSON. */
  private static String hostileLine(int number, Random random) throws IOException {
    Map<String, Object> fields = new TreeMap<>();
    for (String name : List.of("text", "url", "timestamp", "language", "source", "title")) {
      if (random.nextInt(4) > 0) {
        fields.put(name, hostileText(random));
      }
    }
    fields.put("text", hostileText(random));
    fields.put("id", number + "-" + random.nextLong());
    String line =
        new ObjectMapper()
            .writer()
            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
            .writeValueAsString(fields);
    return random.nextInt(10) == 0 ? line.substring(0, line.length() / 2) : line;
  }

  private static byte[] pages(Random random) {
    ByteArrayOutputStream warc = new ByteArrayOutputStream();
    for (int i = 0; i < PAGES; i++) {
      StringBuilder html = new StringBuilder("<html><title>").append(hostileText(random));
      html.append("</title>").append("<div>".repeat(random.nextInt(300)));
      for (int p = 0; p < 10; p++) {
        html.append("<p>The mill wheel turns slowly in the stream. ").append(hostileText(random));
      }
      byte[] body = html.toString().getBytes(UTF_8);
      String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
      String head =
          "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://site.example/"
              + i
              + "\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:"
              + new UUID(random.nextLong(), i)
              + ">\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
              + (http.length() + body.length)
              + "\r\n\r\n";
      warc.writeBytes(head.getBytes(UTF_8));
      warc.writeBytes(http.getBytes(UTF_8));
      warc.writeBytes(body);
      warc.writeBytes("\r\n\r\n".getBytes(UTF_8));
    }
    return warc.toByteArray();
  }

  /** A valid recipe; combinations that the reader rejects are drawn again. */
  private String yaml(Random random) throws IOException {
    JsonNode schema = new ObjectMapper().readTree(RecipeSchema.json(Stages.catalog()));
    JsonNode settings = schema.at("/properties/stages/items/anyOf/1/properties");
    while (true) {
      StringBuilder yaml = new StringBuilder();
      yaml.append("inputs:\n  - jsonl: '").append(folder.resolve("in.jsonl"));
      yaml.append("'\n  - warc: '").append(folder.resolve("pages.warc")).append("'\nstages:\n");
      yaml.append("  - extract\n");
      List<String> stages = new ArrayList<>(STAGES);
      stages.remove(Stages.EXTRACT);
      Collections.shuffle(stages, random);
      for (String stage : stages.subList(0, 1 + random.nextInt(stages.size()))) {
        yaml.append("  - ").append(stage).append(": {");
        yaml.append(String.join(", ", settings(stage, settings.get(stage), random)));
        yaml.append("}\n");
      }
      yaml.append("output: {shards: ").append(1 + random.nextInt(4)).append("}\n");
      yaml.append("tolerance: 1\n");
      try {
        Recipe recipe =
            new RecipeReader(Stages.catalog()).read(yaml.toString(), "random", Overrides.none());
        Stages.chain(recipe, ChainResources.withoutMarks(recipe, Collections.emptySortedMap()));
        return yaml.toString();
      } catch (ConfigException refused) {
        // drawn again
      }
    }
  }

  private List<String> settings(String stage, JsonNode schema, Random random) {
    List<String> all = new ArrayList<>();
    if (stage.equals("decontaminate")) {
      all.add("evaluation_sets: ['" + folder.resolve("sets.txt") + "']");
    } else if (stage.equals("url-filter")) {
      all.add("domains: [site3.example]");
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              String value = random.nextInt(4) == 0 ? value(property.getValue(), random) : "";
              if (!value.isEmpty()) {
                all.add(property.getKey() + ": " + value);
              }
            });
    return all;
  }

  /** A value that the schema of a property allows, or "" for files and lists. */
  private static String value(JsonNode property, Random random) {
    JsonNode schema = property.has("anyOf") ? property.get("anyOf").get(0) : property;
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size())).asText();
    }
    switch (schema.path("type").asText()) {
      case "boolean":
        return String.valueOf(random.nextBoolean());
      case "integer":
        long from = schema.path("minimum").asLong(0);
        long to = Math.min(schema.path("maximum").asLong(200), from + 200);
        return String.valueOf(from + random.nextInt((int) Math.max(1, to - from + 1)));
      case "number":
        double least = schema.path("minimum").asDouble(0);
        double most = Math.min(schema.path("maximum").asDouble(50), least + 50);
        return String.valueOf(least + (most - least) * random.nextInt(101) / 100);
      default:
        return "";
    }
  }
}
