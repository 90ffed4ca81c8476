/**
 * Shards of documents, and files of rejected records and unused answers, which extend the same
 * lines.
 *
 * <p>Begin with {@link ShardWriter} and {@link ShardReader}; both choose the format by {@link
 * io.millrace.shards.layout.ShardFormat}. {@link ZstdLines} writes lines in zstd frames of about 4
 * MiB, so that a reader can start at any frame. {@link RejectWriter} adds the reason to a
 * document's fields; {@link AnswersWriter} adds the passages of a rephrasing. {@link RejectLines}
 * rewrites such files without texts for a takedown.
 *
 * <p>Traps: a writer's file is complete only after {@code finish()}; {@code close()} alone leaves a
 * file that no reader accepts. The bytes depend on the documents, their order, the format and the
 * level, and must stay so: a restart writes the same files again.
 */
package io.millrace.shards.text;
