package io.millrace.trainer.evaluate;

import io.millrace.trainer.data.TextTag;

/**
 * How well a document was predicted. Its first token is read but not predicted, so the bytes it
 * stands for do not count; the end of the text is predicted too.
 *
 * @param id of the document
 * @param tag of the document
 * @param tokens that were predicted
 * @param bytes of text that they stand for
 * @param nats sum of -ln p over them
 */
public record DocumentScore(String id, TextTag tag, long tokens, long bytes, double nats) {}
