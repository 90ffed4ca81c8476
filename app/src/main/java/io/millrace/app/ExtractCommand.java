package io.millrace.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordReaders;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.corpus.Document;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.extract.DocumentExtractor;
import io.millrace.extract.ExtractSettings;
import io.millrace.extract.Extraction;
import io.millrace.extract.ExtractionException;
import io.millrace.extract.Extractor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the main text out of files. */
@Command(
    name = "extract",
    description = "Print the main text of HTML, PDF, Office, EPUB, ... or of every page in a WARC.")
final class ExtractCommand implements Callable<Integer> {

  /** What is printed. */
  enum Format {
    TEXT,
    JSONL
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      description = "text, or jsonl: url, text, and what the page says of itself.")
  private Format format;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files;

  @Spec private CommandSpec spec;

  private final Extractor extractor = new DocumentExtractor(ExtractSettings.defaults());
  private long failed;

  @Override
  public Integer call() throws IOException {
    for (Path file : files) {
      Runs.file(file);
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".warc") || name.endsWith(".warc.gz")) {
        readWarc(file);
      } else {
        byte[] body = Files.readAllBytes(file);
        String id = RecordId.ofContent("file", file.toString(), "", body);
        print(new Page(id, file.toString(), "", "file", "", body, new TreeMap<>()));
      }
    }
    spec.commandLine().getOut().flush();
    return failed == 0 ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  private void readWarc(Path file) throws IOException {
    RecordReader reader =
        RecordReaders.of(InputKind.WARC, InputSettings.of(List.of(file.toString())));
    RecordSink sink =
        new RecordSink() {
          @Override
          public void accept(InputRecord found) {
            take(found);
          }

          @Override
          public void skip(String kind) {}
        };
    for (Split split : reader.split(file.toString(), Files.size(file))) {
      reader.read(split, sink);
    }
  }

  private void take(InputRecord found) {
    if (found instanceof Page page) {
      print(page);
    } else if (found instanceof Document document) {
      print(document.url(), document.text(), document.metadata());
    } else if (found instanceof UnreadableRecord unreadable) {
      fail(unreadable.url().isEmpty() ? "a record" : unreadable.url(), unreadable.detail());
    }
  }

  private void print(Page page) {
    try {
      Extraction extraction = extractor.extract(page);
      print(page.url(), extraction.text(), extraction.metadata());
    } catch (ExtractionException failure) {
      fail(page.url(), failure.getMessage());
    }
  }

  private void print(String url, String text, SortedMap<String, String> metadata) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.TEXT) {
      out.println(text);
      return;
    }
    ObjectNode line = JSON.createObjectNode();
    line.put("url", url);
    line.put("title", metadata.getOrDefault("title", ""));
    line.put("text", text);
    metadata.forEach((name, value) -> line.put(name, value));
    try {
      out.println(JSON.writeValueAsString(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fail(String url, String detail) {
    failed++;
    spec.commandLine().getErr().println(url + ": " + detail);
  }
}
