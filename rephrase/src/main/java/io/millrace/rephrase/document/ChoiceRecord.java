package io.millrace.rephrase.document;

/**
 * A choice and what came of it: what a policy learns from.
 *
 * @param passages how many the document was cut into
 * @param passed how many of them had a good answer
 * @param tokens of prompts and completions, as the servers counted them
 */
public record ChoiceRecord(
    DocumentFacts document,
    Choice choice,
    RephraseOutcome outcome,
    int passages,
    int passed,
    long tokens) {}
