/**
 * The rules of C4 (Raffel et al., Exploring the Limits of Transfer Learning with a Unified
 * Text-to-Text Transformer, JMLR 2020, section 2.2).
 */
package io.millrace.filters.c4;
