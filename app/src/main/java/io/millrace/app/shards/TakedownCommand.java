package io.millrace.app.shards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.app.cli.ExitCode;
import io.millrace.app.cli.Messages;
import io.millrace.app.cli.WrongUseException;
import io.millrace.corpus.RecordId;
import io.millrace.pipelines.takedown.Takedown;
import io.millrace.pipelines.takedown.TakedownRequest;
import io.millrace.shards.layout.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes documents from finished outputs. */
@Command(
    name = "takedown",
    description =
        "Remove documents from finished outputs, with their rephrasings and images, empty their"
            + " rejects, and print what changed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace takedown --ids ids.txt out/demo",
      "  millrace takedown --url-prefix https://example.org/ --dry-run out/demo"
    })
public final class TakedownCommand implements Callable<Integer> {

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description =
          "Ids, one per line: of millrace, or a record's own URI such as"
              + " <urn:uuid:...>, with or without angle brackets; also JSON Lines with an id,"
              + " such as tombstones. The exit status is 3 when no output has one of the ids.")
  private List<Path> idFiles = new ArrayList<>();

  @Option(
      names = "--url-prefix",
      paramLabel = "P",
      description = "Prefix of the URLs of pages or images. Repeatable.")
  private List<String> urlPrefixes = new ArrayList<>();

  @Option(
      names = "--near",
      paramLabel = "FILE",
      description = "A text, or JSON Lines with texts (.jsonl); their near duplicates are removed.")
  private List<Path> nearFiles = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "S",
      description = "Similarity for --near, in 0..1 (default: that of the run's dedup-minhash).")
  private Double threshold;

  @Option(
      names = "--index",
      paramLabel = "DIR",
      description = "Also remove the documents from this index of near duplicates.")
  private List<Path> indexes = new ArrayList<>();

  @Option(names = "--date", description = "Day of the request (default: today, in UTC).")
  private String date;

  @Option(names = "--dry-run", description = "Change nothing; print what would be removed.")
  private boolean dryRun;

  @Parameters(arity = "1..*", paramLabel = "OUTPUT", description = "Output directories.")
  private List<String> outputs;

  @Spec private CommandSpec spec;

  /** Ids as the user wrote them, by id. */
  private final SortedMap<String, String> given = new TreeMap<>();

  /** Ids of the same records in outputs of earlier versions. */
  private final SortedMap<String, String> earlier = new TreeMap<>();

  @Override
  public Integer call() throws IOException {
    if (idFiles.isEmpty() && urlPrefixes.isEmpty() && nearFiles.isEmpty()) {
      throw wrong("missing what to remove; give --ids, --url-prefix or --near");
    }
    if (threshold != null && !(threshold > 0 && threshold <= 1)) {
      throw wrong("--threshold is " + threshold + "; it must be above 0 and at most 1");
    }
    Takedown.Result result;
    try {
      result = new Takedown(request(), TakedownReports::update).run();
    } catch (IllegalArgumentException prefix) {
      throw new ParameterException(spec.commandLine(), "--url-prefix: " + prefix.getMessage());
    }
    PrintWriter err = spec.commandLine().getErr();
    if (print(result, spec.commandLine().getOut()) == 0
        && result.recovered().isEmpty()
        && !(urlPrefixes.isEmpty() && nearFiles.isEmpty())) {
      err.println("millrace: nothing matches --url-prefix or --near");
    }
    for (String id : result.unknown()) {
      err.println("millrace: no record of these outputs has the id " + given.get(id));
    }
    err.flush();
    return result.unknown().isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private TakedownRequest request() throws IOException {
    for (Path file : idFiles) {
      readIds(file);
    }
    List<String> texts = new ArrayList<>();
    for (Path file : nearFiles) {
      readTexts(file, texts);
    }
    return new TakedownRequest(
        outputs,
        new TreeSet<>(given.keySet()),
        earlier,
        urlPrefixes,
        texts,
        threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold),
        day(),
        indexes,
        dryRun);
  }

  private String day() {
    if (date == null) {
      return LocalDate.now(ZoneOffset.UTC).toString();
    }
    try {
      return LocalDate.parse(date).toString();
    } catch (DateTimeParseException none) {
      throw wrong("--date is '" + date + "'; it must be a day such as 2026-01-31");
    }
  }

  private void readIds(Path file) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      String text = line.startsWith("{") ? field(file, number, line, "id") : line.strip();
      if (text.isEmpty()) {
        continue;
      }
      Optional<String> id = RecordId.parse(text);
      if (id.isEmpty()) {
        throw new WrongUseException(
            Messages.of(
                "%s:%s: '%s' is neither an id of 32 hexadecimal digits nor a URI such as"
                    + " urn:uuid:...",
                file, number, text));
      }
      given.putIfAbsent(id.get(), text);
      RecordId.parseEarlier(text).ifPresent(before -> earlier.put(id.get(), before));
    }
  }

  private static void readTexts(Path file, List<String> texts) throws IOException {
    if (!file.toString().endsWith(".jsonl")) {
      texts.add(Files.readString(file, StandardCharsets.UTF_8));
      return;
    }
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!line.isBlank()) {
        texts.add(field(file, number, line, "text"));
      }
    }
  }

  private static String field(Path file, int number, String line, String name) {
    String problem;
    try {
      JsonNode value = new ObjectMapper().readTree(line).path(name);
      if (value.isTextual()) {
        return value.textValue();
      }
      problem = "no text in the field '" + name + "'";
    } catch (JsonProcessingException none) {
      problem = "not JSON";
    }
    throw new WrongUseException(file + ":" + number + ": " + problem);
  }

  /** Prints changes and totals; returns how many documents, rephrasings and rejects there are. */
  private long print(Takedown.Result result, PrintWriter out) {
    result.recovered().forEach(output -> out.println(output + ": completed an earlier takedown"));
    long documents = 0;
    long rephrasings = 0;
    long rejects = result.late();
    for (Map.Entry<String, Manifest.Takedown> each : result.takedowns().entrySet()) {
      Manifest.Takedown takedown = each.getValue();
      documents += takedown.documents();
      rephrasings += takedown.rephrasings();
      rejects += takedown.rejects();
      for (Manifest.Change file : takedown.files()) {
        out.println(each.getKey() + file.path());
        if (!dryRun) {
          out.println("  before  " + side(file.recordsBefore(), file.sha256Before()));
          out.println("  after   " + side(file.recordsAfter(), file.sha256After()));
        }
      }
    }
    out.println(
        Messages.of(
            dryRun
                ? "would take out %s documents and pairs, %s rephrasings; would empty %s rejects"
                : "took out %s documents and pairs, %s rephrasings; emptied %s rejects",
            documents,
            rephrasings,
            rejects));
    out.flush();
    return documents + rephrasings + rejects;
  }

  private static String side(long records, String sha256) {
    return sha256.isEmpty() ? "-" : sha256 + "  " + records + " records";
  }
}
