package io.esmm.data.config;

import org.jspecify.annotations.Nullable;

/** What several records of this package demand of their properties. */
final class ConfigRules {
  private ConfigRules() {}

  static void requireText(String property, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(property + " must not be blank");
    }
  }

  static void requireShares(double test, @Nullable Double validation) {
    requireShare("test", test);
    if (validation != null) {
      requireShare("validation", validation);
      if (test + validation >= 1) {
        throw new IllegalArgumentException(
            "test [" + test + "] and validation [" + validation + "] leave nothing to train on");
      }
    }
  }

  private static void requireShare(String property, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(property + " [" + share + "] must be between 0 and 1");
    }
  }
}
