/** Says which of two trainings is better, and when that cannot be told. */
package io.millrace.trainer.ablate;
