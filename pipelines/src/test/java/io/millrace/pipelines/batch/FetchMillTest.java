package io.millrace.pipelines.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.fetch.images.RawServer;
import io.millrace.corpus.Caption;
import io.millrace.corpus.CaptionKind;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.RecordMill;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.testing.Plans;
import io.millrace.pipelines.testing.Plans.Received;
import io.millrace.pipelines.testing.Plans.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One worker asks for each address of its partition once, whoever wants the image. */
class FetchMillTest {

  private static final String RECIPE =
      """
      inputs: [{image-list: x}]
      stages:
        - image-fetch: {allow_addresses: [127.0.0.0/8], host_rate: 100000, retries: 0}
        - image-decode
      output: {format: webdataset, shards: 1}
      """;

  private static final ShardItemCodec CODEC = new ShardItemCodec();

  @TempDir private Path folder;

  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RawServer();
    server.serve("/a.png", "", ImageRuns.png(90, 80, 3));
    server.serve("/b.png", "", ImageRuns.png(90, 80, 4));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private ImageTextPair pair(int number, String path) {
    return new ImageTextPair(
        new Hash128(number, number).toHex(),
        server.url(path),
        "",
        "",
        "s",
        "",
        List.of(Caption.of(CaptionKind.ALT, "caption number " + number)),
        true,
        0,
        0,
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty());
  }

  /** What a reader's chain hands on of pairs that must be fetched. */
  private List<EncodedItem> wanted(MillPlan plan, ImageTextPair... pairs) throws IOException {
    Received received = new Received();
    RecordMill.Batch batch = received.begin(plan, "split");
    for (ImageTextPair pair : pairs) {
      batch.entrance().accept(pair);
    }
    assertThat(received.texts).as("all wait for their image").isEmpty();
    assertThat(received.fetches.stream().map(Sent::key).distinct())
        .as("one host, one partition")
        .hasSize(1);
    return new ArrayList<>(received.fetches.stream().map(Sent::item).toList());
  }

  private static List<Judged> fetch(MillPlan plan, List<EncodedItem> items) throws Exception {
    List<Sent> texts = new ArrayList<>();
    try (FetchMill mill = new FetchMill(plan)) {
      mill.mill(0, items, Received.into(texts), Received.into(new ArrayList<>()));
    }
    return texts.stream()
        .map(each -> ((ShardItem.Text) CODEC.decode(each.item())).judged())
        .sorted(Comparator.comparing(Judged::id))
        .toList();
  }

  private long requests(String path) {
    return server.requests().stream().filter(request -> request.path().equals(path)).count();
  }

  @Test
  void anAddressIsAskedForOnceAndAllItsPairsGetTheImage() throws Exception {
    MillPlan plan = Plans.of(RECIPE, folder);
    List<EncodedItem> items =
        wanted(plan, pair(1, "/a.png"), pair(2, "/b.png"), pair(3, "/a.png"), pair(4, "/gone"));
    Collections.shuffle(items, new Random(1));
    List<Judged> judged = fetch(plan, items);
    assertThat(judged.stream().map(each -> each.ended().isPresent()))
        .containsExactly(false, false, false, true);
    assertThat(judged.get(0).image().flatMap(ImagePart::imageHash))
        .isPresent()
        .isEqualTo(judged.get(2).image().flatMap(ImagePart::imageHash))
        .isNotEqualTo(judged.get(1).image().flatMap(ImagePart::imageHash));
    assertThat(judged.get(3).ended()).contains(Verdict.Dropped.because(DropReason.NOT_FOUND));
    assertThat(requests("/a.png")).isEqualTo(1);
    assertThat(requests("/b.png")).isEqualTo(1);
  }

  @Test
  void aRestartedPartitionAsksForNothingTwice() throws Exception {
    MillPlan plan = Plans.of(RECIPE, folder);
    List<EncodedItem> items = wanted(plan, pair(1, "/a.png"), pair(2, "/gone"));
    List<Judged> first = fetch(plan, items);
    List<Judged> again = fetch(plan, items);
    assertThat(again.stream().map(Judged::id)).isEqualTo(first.stream().map(Judged::id).toList());
    assertThat(again.get(0).image().flatMap(ImagePart::imageHash))
        .isEqualTo(first.get(0).image().flatMap(ImagePart::imageHash));
    assertThat(requests("/a.png")).isEqualTo(1);
    assertThat(requests("/gone")).isEqualTo(1);
  }

  @Test
  void anImageInTheInputIsNotAskedFor() throws Exception {
    MillPlan plan = Plans.of(RECIPE, folder);
    List<EncodedItem> items = wanted(plan, pair(1, "/a.png"), pair(2, "/b.png"));
    byte[] body = ImageRuns.png(90, 80, 9);
    items.add(CODEC.encode(new ShardItem.ImageBody(server.url("/a.png"), Optional.empty(), body)));
    items.add(
        CODEC.encode(
            new ShardItem.ImageBody(
                server.url("/b.png"), Optional.of(DropReason.OPT_OUT), new byte[0])));
    List<Judged> judged = fetch(plan, items);
    assertThat(judged.get(0).ended()).isEmpty();
    assertThat(judged.get(1).ended()).isPresent();
    assertThat(server.requests()).isEmpty();
  }
}
