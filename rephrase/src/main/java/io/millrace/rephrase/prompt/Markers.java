package io.millrace.rephrase.prompt;

/** The words of a language that stand before questions, answers and turns. */
public record Markers(String question, String answer, String user, String assistant) {}
