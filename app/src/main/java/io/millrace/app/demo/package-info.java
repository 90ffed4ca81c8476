/** The sample that the demo runs on, made from the Universal Declaration of Human Rights. */
package io.millrace.app.demo;
