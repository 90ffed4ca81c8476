/**
 * The WebDataset format, tar files whose members with one key make a sample, and image-text pairs
 * as JSON: what readers of inputs, writers of shards and the verifier share.
 */
package io.millrace.connectors.webdataset;
