/**
 * Kafka: records from a topic, messages that cannot be read into another topic, and finished
 * windows into further ones.
 *
 * <p>Begin with {@link ReadKafka}, the source as a Beam transform. {@link KafkaInput} and {@link
 * KafkaOutput} are its settings. {@link MessageDecoding} turns a message into a record and its
 * event time; {@link PartitionClock} holds back the watermark of each partition. {@link
 * DeadLetters} publishes what cannot be read. {@link TopicTransactions} publishes a window once,
 * also after a restart. {@link KafkaLag} measures how far behind a service is.
 *
 * <p>Traps: Kafka's own exactly-once sink of Beam is not used, because it loops after a second
 * failure. A topic that is deleted and made anew under its name has another id ({@link
 * KafkaTopic}), and offsets of the old one are then refused. Coders state a version; a change of
 * bytes needs a new one.
 */
package io.millrace.connectors.kafka;
