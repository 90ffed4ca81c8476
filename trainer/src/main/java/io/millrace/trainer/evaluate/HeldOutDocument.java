package io.millrace.trainer.evaluate;

import io.millrace.trainer.data.TextTag;

/**
 * A document for evaluation.
 *
 * @param text not ""
 */
public record HeldOutDocument(String id, TextTag tag, String text) {}
