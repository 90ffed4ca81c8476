package io.millrace.rephrase.gate;

import io.millrace.rephrase.generate.Completion;

/**
 * A source passage and the answer of a model.
 *
 * @param raw unchanged answer
 * @param answer text to emit, without tags, preambles, fences and quotes
 * @param language of the source and expected of the answer; ISO 639 as in lid.176
 */
public record GateInput(
    String source,
    String raw,
    String answer,
    Completion.Finish finish,
    String language,
    StyleFacts style) {}
