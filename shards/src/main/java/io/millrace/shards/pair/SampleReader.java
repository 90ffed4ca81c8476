package io.millrace.shards.pair;

import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import io.millrace.shards.pair.TarMembers.Member;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Groups consecutive members of a tar file into samples. The members of a sample have the same name
 * up to the first dot after the last slash, as in WebDataset.
 */
public final class SampleReader {

  /** Endings, in lower case, of the members whose bytes are kept. */
  private static final Set<String> KNOWN =
      Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "txt", "json", "cls");

  private static final int MAX_TYPES = 100;

  private final TarMembers members;
  private final Consumer<String> skipped;
  private Sample sample;
  private Member ahead;
  private boolean resumed;

  /**
   * One sample.
   *
   * @param key common part of the names of its members
   * @param members bytes by the part of the name after the first dot, in lower case
   * @param problem why the sample or one of its members cannot be used
   * @param detail one line for people
   * @param damaged whether the problem is damage, after which more of the sample may be lost
   * @param resumed whether it is the first sample after damage, so members may be missing
   */
  public record Sample(
      String key,
      SortedMap<String, byte[]> members,
      Optional<FailReason> problem,
      String detail,
      boolean damaged,
      boolean resumed) {}

  /**
   * @param maxBytes maximum bytes of a member
   * @param skipped receives the kind of every member that is not a file
   */
  public SampleReader(LookAhead bytes, long maxBytes, Consumer<String> skipped) {
    this.members = new TarMembers(bytes, maxBytes);
    this.skipped = skipped;
  }

  /**
   * The next sample, or nothing at the end. Damage ends a sample; damage between two samples is
   * returned as a sample with the key "".
   */
  public Optional<Sample> next() throws IOException {
    sample = null;
    while (true) {
      try {
        Optional<Member> next = ahead == null ? members.next() : Optional.of(ahead);
        ahead = null;
        if (next.isEmpty()) {
          return Optional.ofNullable(sample);
        }
        if (!take(next.get())) {
          ahead = next.get();
          return Optional.of(sample);
        }
      } catch (DamagedInputException damaged) {
        return Optional.of(damaged(damaged));
      }
    }
  }

  /** The available part of the sample in which the damage is. */
  private Sample damaged(DamagedInputException damaged) {
    String key = sample == null ? "" : sample.key;
    boolean usable = sample != null && sample.problem.isEmpty();
    SortedMap<String, byte[]> found = usable ? sample.members : new TreeMap<>();
    boolean first = sample != null && sample.resumed;
    resumed = true;
    return new Sample(key, found, Optional.of(damaged.reason()), damaged.getMessage(), true, first);
  }

  private boolean take(Member member) {
    if (member.type() != TarMembers.Type.FILE) {
      skipped.accept("tar_" + member.type().name().toLowerCase(Locale.ROOT));
      return true;
    }
    String name = member.name();
    int base = name.lastIndexOf('/') + 1;
    int dot = leavesArchive(name) ? name.lastIndexOf('.') : name.indexOf('.', base);
    if (dot <= base) {
      skipped.accept("tar_file_without_key");
      return true;
    }
    String key = name.substring(0, dot);
    if (sample == null) {
      sample = new Sample(key, new TreeMap<>(), Optional.empty(), "", false, resumed);
      resumed = false;
    } else if (!sample.key.equals(key)) {
      return false;
    }
    add(member, name.substring(dot + 1).toLowerCase(Locale.ROOT));
    return true;
  }

  private void add(Member member, String type) {
    if (leavesArchive(member.name())) {
      fail(FailReason.DAMAGED_RECORD, "a name leads out of the archive: " + member.name());
    } else if (member.data().isEmpty()) {
      fail(FailReason.TOO_LARGE, "." + type + " of " + member.size() + " bytes");
    } else if (sample.members.containsKey(type)) {
      fail(FailReason.DAMAGED_RECORD, "." + type + " comes twice");
    } else if (KNOWN.contains(type) && sample.members.size() < MAX_TYPES) {
      sample.members.put(type, member.data().get());
    }
  }

  private void fail(FailReason reason, String detail) {
    if (sample.problem.isEmpty()) {
      Optional<FailReason> problem = Optional.of(reason);
      sample = new Sample(sample.key, sample.members, problem, detail, false, sample.resumed);
    }
  }

  /** Whether a program that unpacks the archive would write outside its folder. */
  static boolean leavesArchive(String name) {
    String slashes = name.replace('\\', '/');
    return slashes.startsWith("/")
        || slashes.matches("[A-Za-z]:.*")
        || slashes.indexOf('\0') >= 0
        || ("/" + slashes + "/").contains("/../");
  }
}
