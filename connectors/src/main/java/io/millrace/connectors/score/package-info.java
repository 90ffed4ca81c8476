/**
 * How well an image and a text fit each other, by a dual encoder; why it is here is in
 * docs/decisions/0010.
 */
package io.millrace.connectors.score;
