/** Writes trained models in the formats of other programs. */
package io.millrace.trainer.export;
