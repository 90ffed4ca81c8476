/** Whole models, put together from blocks. */
package io.millrace.trainer.model;
