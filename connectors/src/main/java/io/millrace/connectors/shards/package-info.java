/**
 * What a run leaves behind: shards, rejects, verdicts and the manifest, their writers, readers and
 * verifier. Every file is a pure function of the records written to it.
 */
package io.millrace.connectors.shards;
