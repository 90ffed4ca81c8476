package io.millrace.trainer.evaluate;

import io.millrace.trainer.data.TextTag;

/**
 * How well a document was predicted. The first token is not predicted, so its bytes do not count;
 * the end of text is predicted.
 *
 * @param tokens predicted tokens
 * @param bytes bytes of their text
 * @param nats sum of -ln p over them
 */
public record DocumentScore(String id, TextTag tag, long tokens, long bytes, double nats) {}
