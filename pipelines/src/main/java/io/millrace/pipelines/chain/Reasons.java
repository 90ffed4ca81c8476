package io.millrace.pipelines.chain;

import io.millrace.api.Reason;
import io.millrace.corpus.DropReason;
import java.util.List;

/** All reasons for dropping that this process knows, the built-in ones first. */
public final class Reasons {

  private static final List<Reason> ALL = List.of(DropReason.values());

  private Reasons() {}

  public static List<Reason> all() {
    return ALL;
  }

  /** The reasons of one stage. */
  public static List<Reason> of(String stage) {
    return all().stream().filter(reason -> reason.stage().equals(stage)).toList();
  }

  /** The reason with a {@link #code}. */
  public static Reason of(int code) {
    return all().get(code);
  }

  /** A number for a reason; the same on all workers of a run. */
  public static int code(Reason reason) {
    return reason instanceof DropReason builtIn ? builtIn.ordinal() : all().indexOf(reason);
  }
}
