package io.esmm.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All classes of all modules, tests and what JMH generates left out, and the module that each comes
 * from.
 */
final class House {

  static final List<String> MODULES =
      List.of(
          "esmm-faults",
          "esmm-core",
          "esmm-testing",
          "esmm-towers",
          "esmm-data",
          "esmm-eval",
          "esmm-experiment",
          "esmm-report",
          "esmm-cli",
          "esmm-examples",
          "esmm-benchmarks");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("io.esmm");

  /** A folder of classes in a build, or a jar in a build or in the local repository. */
  private static final Pattern MODULE = Pattern.compile("/(esmm-[a-z]+)/(?:target|[0-9][^/]*)/");

  private House() {}

  /** The module whose build made this class; empty for a class that is not ours. */
  static String moduleOf(JavaClass type) {
    String module = "";
    if (type.getSource().isPresent()) {
      Matcher matcher = MODULE.matcher(type.getSource().get().getUri().toString());
      while (matcher.find()) {
        module = matcher.group(1);
      }
    }
    return module;
  }

  static DescribedPredicate<JavaClass> in(String... modules) {
    Set<String> wanted = Set.of(modules);
    return DescribedPredicate.describe(
        "live in " + String.join(" or ", modules), type -> wanted.contains(moduleOf(type)));
  }

  static DescribedPredicate<JavaClass> outside(String... modules) {
    Set<String> excluded = Set.of(modules);
    return DescribedPredicate.describe(
        "live outside " + String.join(" and ", modules),
        type -> !excluded.contains(moduleOf(type)));
  }
}
