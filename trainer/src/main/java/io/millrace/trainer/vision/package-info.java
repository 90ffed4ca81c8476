/** Vision transformers, and the tower of blocks that encoders of images and of texts share. */
package io.millrace.trainer.vision;
