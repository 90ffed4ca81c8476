/** What a trained model knows: loss and bits per byte of held-out documents, and a cloze task. */
package io.millrace.trainer.evaluate;
