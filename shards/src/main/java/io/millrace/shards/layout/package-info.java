/**
 * Names and lists of an output's files: which file lies where, and what the manifest says of it.
 *
 * <p>Begin with {@link Shards}, which names shards, rejects, verdicts and reports and decides in
 * which shard a record is; it is used by all that writes or opens an output. {@link Manifest} is
 * {@code manifest.json}; {@link ManifestJson} reads and writes it. {@link SuccessFile} is {@code
 * _SUCCESS}, which is written last and holds the hashes of the manifest and the reports.
 * docs/reference/output.md describes the layout for users.
 *
 * <p>Traps: names are a function of the records alone, never of parallelism or time. A language or
 * a stage whose name is not a plain file name gets a folder whose name ends in a hash.
 */
package io.millrace.shards.layout;
