/**
 * Names and lists of an output's files: where each file is and what the manifest says about it.
 *
 * <p>Begin with {@link Shards}, which names shards, rejects, verdicts and reports and decides in
 * which shard a record is; all code that writes or opens an output uses it. {@link Manifest} is
 * {@code manifest.json}; {@link ManifestJson} reads and writes it. {@link SuccessFile} is {@code
 * _SUCCESS}, which is written last and holds the hashes of the manifest and the reports.
 * docs/reference/output.md describes the layout for users.
 *
 * <p>Traps: names depend on the records only, never on parallelism or time. A language or a stage
 * whose name is not a plain file name gets a folder whose name ends in a hash.
 */
package io.millrace.shards.layout;
