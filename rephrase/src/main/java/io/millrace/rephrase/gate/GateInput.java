package io.millrace.rephrase.gate;

import io.millrace.rephrase.generate.Completion;

/**
 * A source passage and what a model made of it.
 *
 * @param raw the answer exactly as it came
 * @param answer the answer as it would be emitted, without tags, preambles, fences and quotes
 * @param language of the source, and so the one expected of the answer; ISO 639 as in lid.176
 */
public record GateInput(
    String source,
    String raw,
    String answer,
    Completion.Finish finish,
    String language,
    StyleFacts style) {}
