/** Mixtures of experts: routers, the layer that they make, and what merges patches. */
package io.millrace.trainer.expert;
