package io.millrace.pipelines.chain;

import io.millrace.api.Reason;
import io.millrace.corpus.DropReason;
import io.millrace.pipelines.plugin.Plugins;
import java.util.List;
import java.util.stream.Stream;

/** All reasons for dropping: the built-in ones, then those of plugins. */
public final class Reasons {

  private Reasons() {}

  public static List<Reason> all() {
    return Stream.concat(Stream.of(DropReason.values()), Plugins.current().reasons().stream())
        .toList();
  }

  public static List<Reason> of(String stage) {
    return all().stream().filter(reason -> reason.stage().equals(stage)).toList();
  }
}
