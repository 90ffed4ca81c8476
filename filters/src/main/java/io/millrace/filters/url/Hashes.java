package io.millrace.filters.url;

/** A 64-bit hash that grows by one character at a time, so prefixes and suffixes cost nothing. */
final class Hashes {

  static final long SEED = 0x9E3779B97F4A7C15L;

  private Hashes() {}

  static long step(long hash, int character) {
    long mixed = (hash ^ character) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  static long finish(long hash) {
    long mixed = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }
}
