/**
 * Tokenised documents in the files of Megatron-LM: NAME.bin has the tokens, NAME.idx their
 * positions, and NAME.jsonl.zst the other fields of each document.
 *
 * <p>Begin with {@link MegatronFiles}, which describes the bytes of an index. {@link
 * MegatronWriter} writes all three files; {@link MegatronReader} reads any sequence at any time.
 *
 * <p>Traps: a token has two bytes when the vocabulary has fewer than 65,500 ids, else four. Files
 * of the writer are incomplete until {@code finish()}. The reader checks the index against the
 * sizes of both files, so a damaged number is an error and not a huge allocation.
 */
package io.millrace.shards.megatron;
