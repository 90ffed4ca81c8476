/** A Kafka broker for tests of all rooms. */
package io.millrace.connectors.broker;
