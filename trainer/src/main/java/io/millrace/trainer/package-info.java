/** Trains models on the shards that the mill made, in the JVM. */
package io.millrace.trainer;
