package io.millrace.bench.extraction;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads all pages of a WARC into memory, in order. */
public final class WarcPages {

  private WarcPages() {}

  public static List<Page> read(Path warc) throws IOException {
    RecordReader reader =
        RecordReaders.of(InputKind.WARC, InputSettings.of(List.of(warc.toString())));
    List<Page> pages = new ArrayList<>();
    RecordSink sink =
        new RecordSink() {
          @Override
          public void accept(InputRecord found) {
            if (found instanceof Page page) {
              pages.add(page);
            }
          }

          @Override
          public void skip(String kind) {}
        };
    for (Split split : reader.split(warc.toString(), Files.size(warc))) {
      reader.read(split, sink);
    }
    return pages;
  }
}
