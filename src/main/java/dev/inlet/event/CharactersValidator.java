package dev.inlet.event;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import io.micronaut.validation.validator.constraints.ConstraintValidatorContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Decides {@link Characters}. */
@Singleton
final class CharactersValidator implements ConstraintValidator<Characters, String> {
  @Override
  public boolean isValid(
      @Nullable String text,
      AnnotationValue<Characters> constraint,
      ConstraintValidatorContext context) {
    return text == null
        || (!text.isBlank()
            && text.codePointCount(0, text.length()) <= constraint.intValue("max").orElse(0));
  }
}
