/** Prompts as data, and the reading of what models answer to them. */
package io.millrace.rephrase.prompt;
