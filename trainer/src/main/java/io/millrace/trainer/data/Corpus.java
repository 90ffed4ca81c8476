package io.millrace.trainer.data;

import io.millrace.corpus.Hash128;
import io.millrace.trainer.data.MixtureGroups.MixtureGroup;
import io.millrace.trainer.tokenizer.TextTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The documents of finished runs, for training and evaluation. Opening a corpus reads every shard
 * once: it checks the hash against the manifest and every record, and measures the text of each
 * language and source. Thread-safe, but its readers are for one thread each.
 */
public final class Corpus {

  private final DataSettings settings;
  private final List<ShardScan> scans;
  private final List<String> skipped;
  private final Map<DataSplit, SortedMap<TextTag, Size>> sizes = new EnumMap<>(DataSplit.class);

  private Corpus(DataSettings settings, List<ShardScan> scans, List<String> skipped) {
    this.settings = settings;
    this.scans = scans;
    this.skipped = skipped;
    for (DataSplit split : DataSplit.values()) {
      SortedMap<TextTag, Size> sum = new TreeMap<>();
      for (ShardScan scan : scans) {
        scan.sizes(split).forEach((tag, size) -> sum.merge(tag, size, Size::plus));
      }
      sizes.put(split, Collections.unmodifiableSortedMap(sum));
    }
  }

  /**
   * @param outputs folders of finished runs, or of {@code tokenizer encode}
   * @throws ShardException when a folder is no such output, or when a shard is missing or damaged
   *     and the settings refuse damage; the message names it
   */
  public static Corpus open(List<Path> outputs, DataSettings settings) {
    List<Shard> shards = new ArrayList<>();
    outputs.forEach(output -> shards.addAll(RunOutput.shards(output)));
    List<String> skipped = new ArrayList<>();
    List<ShardScan> scans = new ArrayList<>();
    for (ShardScan scan : ShardScan.all(shards, settings)) {
      if (scan.problem().isEmpty()) {
        scans.add(scan);
      } else if (settings.damaged() == DataSettings.DamagedShards.REFUSE) {
        throw new ShardException(scan.shard().file() + ": " + scan.problem());
      } else {
        skipped.add(scan.shard().file() + ": " + scan.problem());
      }
    }
    return new Corpus(settings, scans, List.copyOf(skipped));
  }

  /** Skipped shards, each with the reason. */
  public List<String> skipped() {
    return skipped;
  }

  /** Amount of text by tag, whether or not the mixture reads it. */
  public SortedMap<TextTag, Size> sizes(DataSplit split) {
    return sizes.get(split);
  }

  /**
   * Batches for training.
   *
   * @param state where to continue, or empty for the beginning
   * @throws ShardException when the state is of other data, or there is nothing to read
   * @throws IllegalArgumentException when the tokenizer has no tokens for fill-in-the-middle
   */
  public ResumableReader<Batch> train(TextTokenizer tokenizer, Optional<ReaderState> state) {
    return reader(DataSplit.TRAIN, tag -> true, tokenizer, settings, state);
  }

  /**
   * Batches of held-out documents with the wanted tags: each document once, in the order of the
   * shards, without shuffling or fill-in-the-middle.
   *
   * @throws ShardException when there are none
   */
  public ResumableReader<Batch> heldOut(TextTokenizer tokenizer, Predicate<TextTag> wanted) {
    return reader(DataSplit.HELD_OUT, wanted, tokenizer, evaluation(), Optional.empty());
  }

  /**
   * The documents of a split in reading order, as often as the mixture reads them. In folders of
   * tokens the texts are "".
   */
  public DocumentReader documents(DataSplit split) {
    DataSettings chosen = split == DataSplit.TRAIN ? settings : evaluation();
    MixtureGroups mixture = new MixtureGroups(chosen, split == DataSplit.TRAIN);
    List<MixtureGroup> groups = mixture.groups(sizes(split));
    ReaderPlace start = start(groups, "");
    return new DocumentReader(order(split, tag -> true, chosen, mixture, groups, start));
  }

  private DataSettings evaluation() {
    return new DataSettings(
        settings.seed(),
        settings.sequenceLength(),
        settings.batch(),
        1,
        settings.window(),
        DataSettings.Mixture.NATURAL,
        1,
        new TreeMap<>(),
        settings.heldOut(),
        settings.origin(),
        settings.damaged(),
        0,
        0,
        settings.threads());
  }

  private ResumableReader<Batch> reader(
      DataSplit split,
      Predicate<TextTag> wanted,
      TextTokenizer tokenizer,
      DataSettings chosen,
      Optional<ReaderState> state) {
    MixtureGroups mixture = new MixtureGroups(chosen, split == DataSplit.TRAIN);
    SortedMap<TextTag, Size> there = new TreeMap<>(sizes(split));
    there.keySet().removeIf(wanted.negate());
    List<MixtureGroup> groups = mixture.groups(there);
    if (groups.isEmpty()) {
      throw new ShardException(
          split == DataSplit.TRAIN
              ? "no documents to train on: mixture, origin and held_out exclude all"
              : "no matching documents are held out; held_out is " + chosen.heldOut());
    }
    check(tokenizer, chosen);
    String data = fingerprint(chosen, tokenizer);
    ReaderPlace from =
        state
            .map(each -> ReaderPlace.of(each, data, groups.size()))
            .orElseGet(() -> start(groups, data));
    return new PackedReader(
        order(split, wanted, chosen, mixture, groups, from), tokenizer, chosen, from);
  }

  private void check(TextTokenizer tokenizer, DataSettings chosen) {
    for (ShardScan scan : scans) {
      String made = scan.shard().tokenizer();
      if (!made.isEmpty() && !made.equals(tokenizer.sha256())) {
        throw new ShardException(scan.shard().file() + " has tokens of another tokenizer");
      }
      if (!made.isEmpty() && chosen.fimRate() > 0) {
        throw new IllegalArgumentException(
            "fim_rate is "
                + chosen.fimRate()
                + ", but "
                + scan.shard().file()
                + " has tokens; fill-in-the-middle needs texts");
      }
    }
  }

  private static ReaderPlace start(List<MixtureGroup> groups, String data) {
    return new ReaderPlace(
        data,
        0,
        Collections.nCopies(
            groups.size(), new ReaderPlace.GroupPlace(0, GroupStream.Cursor.START)));
  }

  private DocumentOrder order(
      DataSplit split,
      Predicate<TextTag> wanted,
      DataSettings chosen,
      MixtureGroups mixture,
      List<MixtureGroup> groups,
      ReaderPlace from) {
    List<GroupStream> streams = new ArrayList<>();
    long[] given = new long[groups.size()];
    for (int i = 0; i < given.length; i++) {
      String key = groups.get(i).key();
      Predicate<TextTag> mine = tag -> mixture.key(tag).equals(key) && wanted.test(tag);
      List<Shard> shards =
          scans.stream()
              .filter(scan -> scan.sizes(split).keySet().stream().anyMatch(mine))
              .map(ShardScan::shard)
              .toList();
      given[i] = from.groups().get(i).given();
      streams.add(
          new GroupStream(
              key,
              shards,
              item ->
                  DataSplit.of(item.document(), chosen.heldOut()) == split && mine.test(item.tag()),
              chosen,
              split == DataSplit.TRAIN,
              from.groups().get(i).cursor()));
    }
    return new DocumentOrder(groups, streams, given, chosen.epochs());
  }

  /** Hash of all that decides the order of tokens; threads, epochs and batch do not. */
  private String fingerprint(DataSettings chosen, TextTokenizer tokenizer) {
    StringBuilder all = new StringBuilder(tokenizer.sha256());
    all.append('\n').append(chosen.seed()).append(' ').append(chosen.sequenceLength());
    all.append(' ').append(chosen.window()).append(' ').append(chosen.mixture());
    all.append(' ').append(chosen.temperature()).append(' ').append(chosen.weights());
    all.append(' ').append(chosen.heldOut()).append(' ').append(chosen.origin());
    all.append(' ').append(chosen.fimRate()).append(' ').append(chosen.fimSpmShare());
    scans.forEach(scan -> all.append('\n').append(scan.shard().sha256()));
    return Hash128.of(all.toString()).toHex();
  }
}
