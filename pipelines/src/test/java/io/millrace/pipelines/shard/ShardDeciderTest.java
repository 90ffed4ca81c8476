package io.millrace.pipelines.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.dedup.Mark;
import io.millrace.pipelines.output.Claim;
import io.millrace.pipelines.step.Judged;
import io.millrace.shards.layout.ShardFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The earliest stage of the recipe decides, and an id counts once. */
class ShardDeciderTest {

  private static final double THRESHOLD = .8;
  private static final Hash128 FIRST = new Hash128(0, 1);
  private static final Hash128 ID = new Hash128(7, 9);
  private static final List<String> STAGES =
      List.of("dedup-exact", "gopher-quality", "dedup-minhash");

  @TempDir private Path folder;

  private final ShardDecider decider = new ShardDecider(plan());

  private static ShardPlan plan() {
    return new ShardPlan(
        "out",
        1,
        ShardFormat.JSONL,
        3,
        new Mixer(new TreeMap<>(), new TreeMap<>()),
        STAGES,
        List.of(),
        THRESHOLD,
        Path.of("unused"),
        1 << 20,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Claim.NONE);
  }

  private static Judged judged(Hash128 id, Optional<Verdict> ended, int stage) {
    Document document = new Document(id.toHex(), "", "", "", "", "de", 1, new TreeMap<>());
    return new Judged(id, document, ended, stage, new double[0]);
  }

  private static Judged passed(Hash128 id) {
    return judged(id, Optional.empty(), Judged.PASSED);
  }

  private static DuplicateMark mark(int kind, double similarity) {
    return new DuplicateMark(ID, kind, FIRST, 0, similarity);
  }

  @Test
  void keepsADocumentWithoutAVerdictOnce() {
    assertThat(decider.decide(passed(ID)))
        .isEqualTo(new Decision(new Verdict.Kept(1), Judged.PASSED));
    assertThat(decider.decide(passed(FIRST)).isKept()).isTrue();
  }

  @Test
  void dropsTheSecondDocumentWithAnId() {
    decider.decide(passed(ID));
    assertThat(decider.decide(passed(ID)))
        .isEqualTo(new Decision(Verdict.Dropped.because(DropReason.DUPLICATE_ID), Judged.READ));
  }

  @Test
  void earlierStageOfTheChainWinsOverAMark() {
    decider.take(mark(Mark.FIRST_BAND, .9));
    Verdict shorter = Verdict.Dropped.because(DropReason.TOP_2_GRAM, "top_2_gram", .3, .2);
    assertThat(decider.decide(judged(ID, Optional.of(shorter), 1)))
        .isEqualTo(new Decision(shorter, 1));
  }

  @Test
  void markOfAnEarlierStageWinsOverTheChain() {
    decider.take(mark(Mark.TEXT, 1));
    Verdict shorter = Verdict.Dropped.because(DropReason.TOP_2_GRAM, "top_2_gram", .3, .2);
    Decision decision = decider.decide(judged(ID, Optional.of(shorter), 1));
    assertThat(decision.stage()).isZero();
    assertThat(((Verdict.Dropped) decision.verdict()).duplicateOf()).isEqualTo(FIRST.toHex());
  }

  @Test
  void markOfTheEarliestStageWins() {
    decider.take(mark(Mark.FIRST_BAND, .9));
    decider.take(mark(Mark.TEXT, 1));
    decider.take(mark(Mark.FIRST_BAND + 1, .95));
    assertThat(decider.decide(passed(ID)).stage()).isZero();
  }

  @Test
  void nearDuplicateHasTheThreshold() {
    decider.take(mark(Mark.FIRST_BAND, .9));
    Verdict.Dropped dropped = (Verdict.Dropped) decider.decide(passed(ID)).verdict();
    assertThat(dropped.value()).isEqualTo(.9);
    assertThat(dropped.threshold()).isEqualTo(THRESHOLD);
  }

  @Test
  void keepsAFailure() {
    decider.take(mark(Mark.TEXT, 1));
    Verdict failed = new Verdict.Failed("read", FailReason.DAMAGED_JSON, "cut");
    Judged judged = judged(ID, Optional.of(failed), Judged.READ);
    assertThat(decider.decide(judged)).isEqualTo(new Decision(failed, Judged.READ));
  }

  @Test
  void decisionsRoundTripInOrder() throws IOException {
    List<Decision> made =
        List.of(
            new Decision(new Verdict.Kept(3), Judged.PASSED),
            new Decision(Verdict.Dropped.because(DropReason.DUPLICATE_ID), Judged.READ),
            new Decision(new Verdict.Failed("read", FailReason.DAMAGED_JSON, "cut"), Judged.READ),
            new Decision(
                Verdict.Dropped.duplicate(DropReason.NEAR_DUPLICATE, FIRST.toHex(), .9, .8), 2));
    List<Decision> read = new ArrayList<>();
    try (DecisionLog log = new DecisionLog(folder)) {
      for (Decision each : made) {
        log.add(each);
      }
      log.rewind();
      for (int i = 0; i < made.size(); i++) {
        read.add(log.next());
      }
    }
    assertThat(read).isEqualTo(made);
    assertThat(folder).isEmptyDirectory();
  }
}
