package io.millrace.trainer.evaluate;

import io.millrace.trainer.data.TextTag;

/**
 * A document that is evaluated on.
 *
 * @param id its id
 * @param tag language, source, and whether a model wrote it
 * @param text of it, not ""
 */
public record HeldOutDocument(String id, TextTag tag, String text) {}
