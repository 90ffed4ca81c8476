package io.millrace.pipelines.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.DurableFiles;
import io.millrace.shards.layout.Shards;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on an output; its file names the owner. On a local disk, or a network file system with
 * locks, the operating system holds the lock: it is free when the owner's process ends for any
 * reason, and held while the process is paused. An object store has no locks, so the owner writes a
 * heartbeat every {@link #BEAT}: the lock of a process on this machine is free when the process is
 * gone, that of another machine after {@link #SILENCE} without a heartbeat. There, two processes
 * that start within a second may both get the lock; {@link Claim} then stops the first.
 */
public final class OutputLock implements Closeable {

  /** Interval of heartbeats on file systems without locks. */
  static final Duration BEAT = Duration.ofSeconds(10);

  /** Time without a heartbeat after which an owner counts as gone. */
  static final Duration SILENCE = Duration.ofSeconds(35);

  private static final Logger LOG = LoggerFactory.getLogger(OutputLock.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom NONCES = new SecureRandom();
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int ATTEMPTS = 10;

  /**
   * Locks of this process by file. Must be checked first: opening and closing a locked file again
   * in the same process would free the lock.
   */
  private static final Map<String, Owner> HELD = new ConcurrentHashMap<>();

  public enum Use {
    /** A run that writes it. */
    RUN("a run", Shards.RUN_LOCK),
    /** A service that adds windows to it. */
    SERVICE("a service", Shards.RUN_LOCK),
    /** Removes documents from a finished output. */
    TAKEDOWN("a takedown", Shards.HOLD_LOCK),
    /** Reads an output that must not change, or writes an index. */
    INDEX("an index build", Shards.HOLD_LOCK);

    private final String words;
    private final String file;

    Use(String words, String file) {
      this.words = words;
      this.file = file;
    }
  }

  /**
   * The owner of a lock.
   *
   * @param use name of a {@link Use}
   * @param machine identifies the machine, or the container on it; "" when unknown
   * @param since start of the lock, in ISO 8601
   * @param nonce random, distinguishes locks of one process
   * @param beat number of heartbeats; 0 if the operating system holds the lock
   */
  record Owner(
      String use, String host, String machine, long pid, String since, String nonce, long beat) {

    String words() {
      String what = "another process";
      for (Use each : Use.values()) {
        if (each.name().equals(use)) {
          what = each.words;
        }
      }
      return what + " (process " + pid + " on " + host + ", since " + since + ")";
    }
  }

  private final ResourceId file;
  private final String key;
  private final FileChannel channel;
  private final Object inode;
  private final Thread beating;
  private volatile boolean closed;

  /**
   * @param inode inode of the locked file; null without a channel
   */
  private OutputLock(ResourceId file, String key, FileChannel channel, Object inode, Owner owner) {
    this.file = file;
    this.key = key;
    this.channel = channel;
    this.inode = inode;
    this.beating = channel == null && !key.isEmpty() ? new Thread(() -> beat(owner)) : null;
    if (beating != null) {
      beating.setName("output-lock");
      beating.setDaemon(true);
      beating.start();
    }
  }

  /**
   * Locks an output for a use.
   *
   * @param address address of the output
   * @throws OutputInUseException when another process has it for a conflicting use; the message
   *     names the process
   */
  public static OutputLock acquire(String address, Use use) throws IOException {
    OutputLock lock = take(address, use);
    try {
      // checked after the own lock is taken, so that of two processes at least one sees the other
      if (use == Use.RUN) {
        checkUnheld(address);
      } else if (use != Use.SERVICE) {
        Optional<Owner> writer = writer(address, use);
        if (writer.isPresent() && !writer.get().use().equals(Use.SERVICE.name())) {
          throw inUse(address, writer.get());
        }
      }
      return lock;
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /**
   * Checks that no takedown and no index build has the output. A service that resumes does not need
   * this check, since it changes no committed window.
   *
   * @throws OutputInUseException when one has it
   */
  public static void checkUnheld(String address) throws IOException {
    Optional<Owner> there = holder(file(address, Use.TAKEDOWN));
    if (there.isPresent()) {
      throw inUse(address, there.get());
    }
  }

  private static Optional<Owner> writer(String address, Use use) throws IOException {
    try {
      return holder(file(address, Use.RUN));
    } catch (IOException unreadable) {
      if (use == Use.INDEX) {
        LOG.debug("the lock of {} cannot be read", address, unreadable);
        return Optional.empty();
      }
      throw unreadable;
    }
  }

  private static ResourceId file(String address, Use use) {
    return file(address, use.file);
  }

  private static ResourceId file(String address, String name) {
    return BeamFiles.resolve(BeamFiles.folder(address), Shards.WORK + '/' + name);
  }

  private static OutputInUseException inUse(String address, Owner owner) {
    boolean here = owner.machine().equals(machine()) && !owner.machine().isEmpty();
    String stop = here ? "stop it (kill " + owner.pid() + ")" : "stop it there";
    return new OutputInUseException(
        address + " is in use by " + owner.words() + "; wait until it ends, or " + stop);
  }

  private static OutputLock take(String address, Use use) throws IOException {
    ResourceId file = file(address, use);
    Owner owner = me(use);
    try {
      return file.getScheme().equals("file")
          ? takeLocal(address, file, owner)
          : takeWithoutLocks(address, file, owner);
    } catch (OutputInUseException other) {
      throw other;
    } catch (IOException unwritable) {
      if (use == Use.INDEX) {
        // reading needs no lock file, and this process may not write here
        LOG.debug("{} is read without a lock", address, unwritable);
        return new OutputLock(file, "", null, null, owner);
      }
      throw unwritable;
    }
  }

  private static OutputLock takeLocal(String address, ResourceId file, Owner owner)
      throws IOException {
    Path path = Path.of(file.toString());
    Files.createDirectories(path.getParent());
    String key = path.getParent().toRealPath().resolve(path.getFileName()).toString();
    Owner here = HELD.putIfAbsent(key, owner);
    if (here != null) {
      throw inUse(address, here);
    }
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        FileChannel channel;
        try {
          channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException folderGone) {
          // the last owner has just deleted the folder
          Files.createDirectories(path.getParent());
          continue;
        }
        Object inode = inode(path);
        FileLock lock;
        try {
          lock = channel.tryLock();
        } catch (IOException noLocks) {
          channel.close();
          LOG.debug("{} has no locks", path, noLocks);
          HELD.remove(key);
          return takeWithoutLocks(address, file, owner);
        }
        if (lock == null) {
          channel.close();
          throw inUse(address, read(file).orElse(new Owner("", "?", "", 0, "?", "", 0)));
        }
        if (inode != null && inode.equals(inode(path))) {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(owner)));
          return new OutputLock(file, key, channel, inode, owner);
        }
        // the last owner deleted the file after it was opened here
        channel.close();
      }
      throw new IOException(path + " cannot be locked");
    } catch (IOException | RuntimeException failed) {
      HELD.remove(key, owner);
      throw failed;
    }
  }

  private static Object inode(Path path) throws IOException {
    try {
      Object key = Files.getAttribute(path, "fileKey");
      return key == null ? path : key;
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  private static OutputLock takeWithoutLocks(String address, ResourceId file, Owner owner)
      throws IOException {
    String key = file.toString();
    Owner here = HELD.putIfAbsent(key, owner);
    if (here != null) {
      throw inUse(address, here);
    }
    try {
      Optional<Owner> before = read(file);
      if (before.isPresent() && lives(file, before.get())) {
        throw inUse(address, before.get());
      }
      DurableFiles.write(file, JSON.writeValueAsBytes(owner));
      return new OutputLock(file, key, null, null, owner);
    } catch (IOException | RuntimeException failed) {
      HELD.remove(key, owner);
      throw failed;
    }
  }

  /** The owner of a lock, if it is held. */
  private static Optional<Owner> holder(ResourceId file) throws IOException {
    boolean local = file.getScheme().equals("file");
    Path path = local ? Path.of(file.toString()).toAbsolutePath() : null;
    if (local && !Files.exists(path)) {
      return Optional.empty();
    }
    String key =
        local
            ? path.getParent().toRealPath().resolve(path.getFileName()).toString()
            : file.toString();
    Owner here = HELD.get(key);
    if (here != null) {
      return Optional.of(here);
    }
    Optional<Owner> written = read(file);
    if (local) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        return lock == null ? written : Optional.empty();
      } catch (FileSystemException unwritable) {
        // deleted, or in a folder where no process of this machine can hold a lock
        return Optional.empty();
      } catch (IOException noLocks) {
        LOG.debug("{} has no locks", path, noLocks);
      }
    }
    return written.isPresent() && lives(file, written.get()) ? written : Optional.empty();
  }

  private static Optional<Owner> read(ResourceId file) throws IOException {
    if (!BeamFiles.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
      return Optional.of(JSON.readValue(in, Owner.class));
    } catch (FileNotFoundException gone) {
      return Optional.empty();
    } catch (JsonProcessingException cut) {
      // the owner was killed, or has not written it yet
      return Optional.empty();
    }
  }

  /** Whether the owner of a lock without an operating system lock is alive. */
  private static boolean lives(ResourceId file, Owner owner) throws IOException {
    if (!owner.machine().isEmpty() && owner.machine().equals(machine())) {
      return owner.pid() != ProcessHandle.current().pid() && isAlive(owner);
    }
    LOG.info("waiting to see whether {} is still alive", owner.words());
    long end = System.nanoTime() + SILENCE.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
      Optional<Owner> now = read(file);
      if (now.isEmpty()) {
        return false;
      }
      if (!now.get().equals(owner)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAlive(Owner owner) {
    Optional<ProcessHandle> process = ProcessHandle.of(owner.pid());
    if (process.isEmpty() || !process.get().isAlive()) {
      return false;
    }
    // a process that started later has reused the id
    Optional<Instant> begun = process.get().info().startInstant();
    return begun.isEmpty() || begun.get().isBefore(Instant.parse(owner.since()).plusSeconds(1));
  }

  private void beat(Owner owner) {
    long beat = 0;
    while (!closed) {
      LockSupport.parkNanos(BEAT.toNanos());
      try {
        Optional<Owner> there = read(file);
        if (closed || there.isEmpty() || !there.get().nonce().equals(owner.nonce())) {
          return;
        }
        beat++;
        Owner now =
            new Owner(
                owner.use(),
                owner.host(),
                owner.machine(),
                owner.pid(),
                owner.since(),
                owner.nonce(),
                beat);
        DurableFiles.write(file, JSON.writeValueAsBytes(now));
      } catch (IOException | RuntimeException later) {
        LOG.debug("no heartbeat could be written to {}", file, later);
      }
    }
  }

  private static Owner me(Use use) {
    byte[] nonce = new byte[8];
    NONCES.nextBytes(nonce);
    return new Owner(
        use.name(),
        host(),
        machine(),
        ProcessHandle.current().pid(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        HexFormat.of().formatHex(nonce),
        0);
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("this machine");
    }
  }

  /** Identifies the boot of a machine and its process namespace; "" when unknown. */
  private static String machine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + ' '
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException notLinux) {
      return "";
    }
  }

  /** Releases the lock; an empty work folder is deleted. */
  @Override
  public void close() throws IOException {
    if (closed || key.isEmpty()) {
      return;
    }
    closed = true;
    try {
      if (beating != null) {
        LockSupport.unpark(beating);
        awaitLastBeat();
        Optional<Owner> there = read(file);
        if (there.isPresent() && !there.get().nonce().equals(HELD.get(key).nonce())) {
          return;
        }
      }
      // compares the inode of the path; opening the file again would free the lock
      if (channel != null && !inode.equals(inode(Path.of(file.toString())))) {
        return;
      }
      FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
      if (file.getScheme().equals("file")) {
        deleteIfEmpty(Path.of(file.toString()).getParent());
      }
    } finally {
      try {
        if (channel != null) {
          channel.close();
        }
      } finally {
        HELD.remove(key);
      }
    }
  }

  /** A heartbeat that is being written would create the file again. */
  private void awaitLastBeat() {
    try {
      beating.join(BEAT.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException used) {
      // has another lock, or files of an unfinished run
    }
  }
}
