/** Text to language: a reader of fastText models and a second opinion by script. */
package io.millrace.langid;
