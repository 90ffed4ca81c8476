/**
 * Kafka: records from a topic, unreadable messages to another topic, and committed windows to
 * further topics.
 *
 * <p>Begin with {@link ReadKafka}, the source as a Beam transform. {@link KafkaInput} and {@link
 * KafkaOutput} are its settings. {@link MessageDecoding} turns a message into a record and its
 * event time; {@link PartitionClock} holds back the watermark of each partition. {@link
 * DeadLetters} publishes unreadable messages. {@link TopicTransactions} publishes a window once,
 * even after a restart. {@link KafkaLag} measures the lag of a service.
 *
 * <p>Traps: Kafka's own exactly-once sink of Beam is not used, because it loops after a second
 * failure. A topic that is deleted and recreated under its name has another id ({@link
 * KafkaTopic}), and offsets of the old one are then rejected. Coders state a version; a change of
 * bytes needs a new one.
 */
package io.millrace.connectors.kafka;
