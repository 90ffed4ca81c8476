package io.millrace.trainer.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.corpus.image.ModelImage;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.data.ShardException;
import io.millrace.trainer.expert.ExpertSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.TestTorch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairBatchReaderTest {

  private static final TestPairs.Letters LETTERS = new TestPairs.Letters();
  private static final List<Double> HALF = List.of(.5, .5, .5);

  private final Scope scope = TestTorch.torch().root().evaluation();
  private final PairModel model =
      new DualEncoder(
          new Parameters(scope, 2, NumberType.FLOAT32),
          PairModelTest.settings(ExpertSettings.defaults(), 0, false, ContrastLoss.SIGMOID),
          28);

  @TempDir Path folder;

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void readsEveryPairOncePerEpochInANewOrder() throws IOException {
    PairIndex index = index(12, 13);
    assertThat(index.pairs()).isEqualTo(25);
    List<PairBatch> read = all(reader(index, settings(5, 2, 0), Optional.empty()));
    assertThat(read).hasSize(10);
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      (i < 5 ? first : second).addAll(lengthsAndColours(read.get(i)));
    }
    List<Integer> sorted = first.stream().sorted().toList();
    assertThat(second.stream().sorted().toList()).isEqualTo(sorted);
    assertThat(second).isNotEqualTo(first);
    List<PairBatch> again = all(reader(index, settings(5, 2, 0), Optional.empty()));
    assertThat(again.get(7).pixels()).containsExactly(read.get(7).pixels());
  }

  @Test
  void pixelsAndTokensAreThoseOfThePair() throws IOException {
    PairIndex index = PairIndex.of(List.of(TestPairs.shard(folder, 0, 0, 2)));
    PairBatch batch = reader(index, settings(2, 1, 0), Optional.empty()).next().orElseThrow();
    float[] zero = ModelImage.of(TestPairs.image(0), 8, false, HALF, HALF).orElseThrow();
    float[] one = ModelImage.of(TestPairs.image(1), 8, false, HALF, HALF).orElseThrow();
    boolean swapped = batch.tokens()[4] != LETTERS.encode("red top left")[4];
    int[] text = LETTERS.encode("red top left");
    // maximum_length is 9, and the last token stays the last
    assertThat(text).hasSize(12);
    assertThat(batch.lengths()).containsExactly(9, 9);
    float[] both = Arrays.copyOf(zero, 384);
    System.arraycopy(one, 0, both, 192, 192);
    float[] other = Arrays.copyOf(one, 384);
    System.arraycopy(zero, 0, other, 192, 192);
    assertThat(Arrays.equals(batch.pixels(), both) || Arrays.equals(batch.pixels(), other))
        .isTrue();
    assertThat(swapped).isFalse();
    assertThat(batch.tokens()[8]).isEqualTo(text[11]);
  }

  @Test
  void continuesFromItsState() throws IOException {
    PairIndex index = index(9, 8);
    List<PairBatch> whole = all(reader(index, settings(4, 3, 0), Optional.empty()));
    for (int stop = 0; stop <= whole.size(); stop++) {
      PairBatchReader first = reader(index, settings(4, 3, 0), Optional.empty());
      for (int i = 0; i < stop; i++) {
        first.next();
      }
      List<PairBatch> rest = all(reader(index, settings(4, 3, 0), Optional.of(first.state())));
      assertThat(rest).hasSize(whole.size() - stop);
      for (int i = 0; i < rest.size(); i++) {
        assertThat(rest.get(i).pixels()).containsExactly(whole.get(stop + i).pixels());
        assertThat(rest.get(i).tokens()).containsExactly(whole.get(stop + i).tokens());
      }
    }
    ReaderState state = reader(index, settings(4, 3, 0), Optional.empty()).state();
    PairIndex other = PairIndex.of(List.of(folder.resolve("00000.tar")));
    assertThatThrownBy(() -> reader(other, settings(4, 3, 0), Optional.of(state)))
        .isInstanceOf(ShardException.class)
        .hasMessageContaining("other shards");
  }

  @Test
  void heldOutPairsAreNotTrainedOn() throws IOException {
    PairIndex index = index(40, 40);
    int held =
        PairBatchReader.heldOut(index, settings(7, 1, .25), LETTERS, model).stream()
            .mapToInt(PairBatch::pairs)
            .sum();
    int trained =
        all(reader(index, settings(2, 1, .25), Optional.empty())).stream()
            .mapToInt(PairBatch::pairs)
            .sum();
    assertThat(held).isBetween(8, 35);
    assertThat(held + trained).isBetween(79, 80);
  }

  @Test
  void damagedImagesAndIncompleteSamplesAreSkippedAndCounted() throws IOException {
    Path file = folder.resolve("bad.tar");
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TestPairs.put(tar, "a.jpg", TestPairs.bytes("no image"));
      TestPairs.put(tar, "a.txt", TestPairs.bytes("text"));
      TestPairs.put(tar, "b.jpg", TestPairs.image(1));
      TestPairs.put(tar, "c.jpg", TestPairs.image(1));
      TestPairs.put(tar, "c.txt", TestPairs.bytes("one"));
      TestPairs.put(tar, "d.jpg", TestPairs.image(2));
      TestPairs.put(tar, "d.txt", TestPairs.bytes("two"));
    }
    PairIndex index = PairIndex.of(List.of(file));
    assertThat(index.pairs()).isEqualTo(3);
    assertThat(index.incomplete()).isEqualTo(1);
    PairBatchReader reader = reader(index, settings(2, 1, 0), Optional.empty());
    assertThat(all(reader)).hasSize(1);
    assertThat(reader.skipped()).isEqualTo(1);
  }

  @Test
  void damagedAndMissingShardsAreReported() throws IOException {
    Path shard = TestPairs.shard(folder, 0, 0, 5);
    byte[] bytes = Files.readAllBytes(shard);
    bytes[1024 + 150] ^= 0x55;
    Path damaged = folder.resolve("damaged.tar");
    Files.write(damaged, Arrays.copyOf(bytes, 3000));
    assertThatThrownBy(() -> PairIndex.of(List.of(damaged)))
        .isInstanceOf(ShardException.class)
        .hasMessageContaining("damaged.tar");
    assertThatThrownBy(() -> PairIndex.of(List.of(folder.resolve("none.tar"))))
        .isInstanceOf(ShardException.class)
        .hasMessageContaining("none.tar is missing");
    assertThatThrownBy(() -> PairIndex.of(List.of())).hasMessageContaining("no image-text pairs");
  }

  @Test
  void manifestListsTheShards() throws IOException {
    Path shards = Files.createDirectories(folder.resolve("shards"));
    Path shard = TestPairs.shard(shards, 0, 0, 5);
    String entry =
        "{\"format_version\": 1, \"shards\": [{\"path\": \"%s\", \"records\": 5, \"sha256\": \"%s\"}]}";
    String right = HexFormat.of().formatHex(sha256(Files.readAllBytes(shard)));
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(manifest, String.format(Locale.ROOT, entry, "shards/00000.tar", right));
    assertThat(PairIndex.ofRun(folder).pairs()).isEqualTo(5);
    byte[] bytes = Files.readAllBytes(shard);
    bytes[700] ^= 1;
    Files.write(shard, bytes);
    assertThatThrownBy(() -> PairIndex.ofRun(folder))
        .isInstanceOf(ShardException.class)
        .hasMessageContaining("00000.tar is damaged");
    Files.writeString(manifest, String.format(Locale.ROOT, entry, "../00000.tar", right));
    assertThatThrownBy(() -> PairIndex.ofRun(folder)).isInstanceOf(ShardException.class);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private PairIndex index(int first, int second) throws IOException {
    return PairIndex.of(
        List.of(TestPairs.shard(folder, 0, 0, first), TestPairs.shard(folder, 1, first, second)));
  }

  private PairBatchReader reader(
      PairIndex index, PairReaderSettings settings, Optional<ReaderState> state) {
    return PairBatchReader.open(index, settings, LETTERS, model, state);
  }

  static PairReaderSettings settings(int batch, int epochs, double heldOut) {
    return new PairReaderSettings(3, batch, epochs, heldOut, false, HALF, HALF);
  }

  private static List<PairBatch> all(PairBatchReader reader) {
    List<PairBatch> batches = new ArrayList<>();
    for (Optional<PairBatch> batch = reader.next(); batch.isPresent(); batch = reader.next()) {
      batches.add(batch.get());
    }
    return batches;
  }

  private static List<Integer> lengthsAndColours(PairBatch batch) {
    List<Integer> all = new ArrayList<>();
    int size = 192;
    for (int i = 0; i < batch.pairs(); i++) {
      all.add(Arrays.hashCode(Arrays.copyOfRange(batch.pixels(), i * size, (i + 1) * size)));
    }
    return all;
  }
}
