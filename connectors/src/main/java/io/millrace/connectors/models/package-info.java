/**
 * Models and sample data that are not part of the program: found by name, believed by SHA-256, and
 * taken from a path, the cache, the official address, Maven Central or another package registry.
 */
package io.millrace.connectors.models;
