package io.millrace.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a settings record: what it means and its range. The recipe's reader,
 * its JSON Schema and the generated documentation all come from here. The setting's name in a
 * recipe is the component's name in snake case.
 *
 * <p>A settings record is a record whose every component carries this annotation and whose static
 * method {@code defaults()} returns the complete defaults. Combinations of values are checked in
 * its compact constructor, which throws {@link IllegalArgumentException} with the setting's name,
 * value and range. Component types: boolean, int, long, double, String, an enum (written in kebab
 * case), {@link PerLanguage}, {@code List<String>}, {@code SortedMap<String, String>}, {@code
 * SortedMap<String, Double>}, another settings record, or a list of one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** One sentence for people. */
  String value();

  /**
   * Smallest number allowed; for a collection of numbers or a {@link PerLanguage} it holds for
   * each.
   */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest number allowed. */
  double max() default Double.POSITIVE_INFINITY;

  /** What texts stand for. The keys of a {@link PerLanguage} are always languages. */
  Names names() default Names.ANYTHING;

  /** Whether an int may also be the word {@code auto}; the record then holds 0. */
  boolean auto() default false;
}
