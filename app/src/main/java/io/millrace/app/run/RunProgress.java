package io.millrace.app.run;

import io.millrace.app.cli.ProgressLine;
import io.millrace.app.cli.Rates;
import io.millrace.pipelines.flow.Progress;
import io.millrace.pipelines.shard.RephraseProgress;
import io.millrace.rephrase.budget.CallCounts;
import java.io.PrintWriter;

/** Shows the state of a run on the progress line. */
public final class RunProgress {

  private final ProgressLine line;
  private final long begin = System.nanoTime();

  private RunProgress(ProgressLine line) {
    this.line = line;
  }

  public static ProgressLine start(PrintWriter out) {
    ProgressLine line = new ProgressLine(out);
    return line.repeat(new RunProgress(line)::print);
  }

  private void print() {
    Progress.Snapshot now = Progress.snapshot();
    if (!line.onTerminal() && now.records() == 0 && now.splitsPlanned() == 0) {
      return; // a command that fails before any work prints only its error
    }
    line.show(text(now, (System.nanoTime() - begin) / 1e9));
  }

  static String text(Progress.Snapshot now, double seconds) {
    StringBuilder text = new StringBuilder();
    text.append(Rates.number(now.records(), 0)).append(" records");
    if (now.records() > 0) {
      text.append(", ").append(Rates.of(now.characters() / seconds, "characters/s")).append(", ");
      text.append(Rates.number(100.0 * now.passed() / now.records(), 1)).append(" % pass");
    }
    if (now.splitsPlanned() > 0) {
      text.append(", splits ").append(now.splits()).append(" of ").append(now.splitsPlanned());
    }
    if (now.splits() > 0 && now.splits() < now.splitsPlanned()) {
      double left = seconds / now.splits() * (now.splitsPlanned() - now.splits());
      text.append(", about ").append(Rates.time(left)).append(" to read");
    }
    if (now.windows() > 0) {
      text.append(", windows ").append(now.windows());
    } else if (now.shards() > 0) {
      text.append(", shards ").append(now.shards()).append(" of ").append(now.shardsPlanned());
    }
    if (now.rephrase().isUnderWay()) {
      text.append("; ").append(rephrasing(now.rephrase(), now.records()));
    }
    return text.toString();
  }

  private static String rephrasing(RephraseProgress.Snapshot now, long records) {
    CallCounts calls = now.calls();
    long planned = now.callsPlanned(records);
    StringBuilder text = new StringBuilder("rephrase: ");
    text.append(Rates.number(now.records(), 0)).append(" records, ");
    text.append(Rates.number(calls.calls(), 0));
    if (planned > calls.calls()) {
      text.append(" of about ").append(Rates.number(planned, 0));
    }
    text.append(" calls, ");
    text.append(Rates.number(calls.promptTokens() + calls.completionTokens(), 0)).append(" tokens");
    if (calls.picos() > 0) {
      text.append(", cost ").append(Rates.number(calls.micros() / 1e6, 4));
    }
    if (now.answered() > 0) {
      text.append(", ").append(Rates.number(100.0 * now.passed() / now.answered(), 1));
      text.append(" % of ").append(Rates.number(now.answered(), 0)).append(" answers accepted");
    }
    return text.toString();
  }
}
