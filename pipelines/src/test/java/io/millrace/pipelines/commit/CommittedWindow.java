package io.millrace.pipelines.commit;

import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.output.Claim;
import io.millrace.pipelines.output.WorkFolder;
import io.millrace.pipelines.shard.ShardMill;
import io.millrace.pipelines.testing.Plans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Finished outputs for tests, made without an engine. */
public final class CommittedWindow {

  private CommittedWindow() {}

  /** Writes and commits the window of 1970-01-01T00:00Z of a plan with one shard. */
  public static Path of(MillPlan plan, List<EncodedItem> items) throws IOException {
    String address = plan.windows().output(plan.output(), 0);
    try (ShardMill mill = Plans.shardMill(plan)) {
      new WorkFolder(address).writeSummary(mill.mill(address, 0, items), Claim.NONE);
    }
    new WindowCommit(
            plan,
            new TreeMap<>(),
            (recipe, result, manifest) -> Collections.emptySortedMap(),
            false)
        .commit(0, List.of());
    return Path.of(address);
  }
}
