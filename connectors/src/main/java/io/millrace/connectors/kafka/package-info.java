/** Kafka: pages, texts and image-text candidates from a topic, and dead letters back into one. */
package io.millrace.connectors.kafka;
