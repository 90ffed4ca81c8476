/** Words, lines, paragraphs and sentences of a text: one pass, shared by all filters. */
package io.millrace.filters.text;
