package dev.inlet.event;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The text has at most so many characters, and one that is not white space.
 *
 * <p>Characters are Unicode code points, as JSON Schema counts, where {@code @Size} counts UTF-16
 * units. White space is that of {@link String#isBlank}. An absent text is valid.
 */
@Documented
@Constraint(validatedBy = {})
@Retention(RUNTIME)
@Target({FIELD, METHOD, PARAMETER})
public @interface Characters {
  /** A regular expression, in JSON Schema and in Java, that finds what makes a text not blank. */
  String NOT_BLANK =
      "[^\\u0009-\\u000d\\u001c-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029"
          + "\\u205f\\u3000]";

  /** The most characters that are allowed. */
  int max();

  /** What the answer says. */
  String message() default "must be at most {max} characters and not blank";

  /** As the specification of Jakarta Validation requires it. */
  Class<?>[] groups() default {};

  /** As the specification of Jakarta Validation requires it. */
  Class<? extends Payload>[] payload() default {};
}
