/**
 * The per-document chain: every stage that decides on one document, one after another, without
 * Beam.
 */
package io.millrace.pipelines.chain;
