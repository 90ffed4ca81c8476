/**
 * Models that tell how well an image and a text fit: dual encoders and one tower for both, their
 * losses, what reads their shards, trains them, measures retrieval and exports them.
 */
package io.millrace.trainer.contrast;
