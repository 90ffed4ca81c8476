/** A Kafka broker for tests of all modules. */
package io.millrace.connectors.broker;
