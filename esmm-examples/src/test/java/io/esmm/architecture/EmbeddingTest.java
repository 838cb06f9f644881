package io.esmm.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static io.esmm.architecture.House.CLASSES;
import static io.esmm.architecture.House.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the code of the library must not do to the program that it is embedded in. */
class EmbeddingTest {
  private static final String[] LIBRARY = {
    "esmm-core", "esmm-towers", "esmm-data", "esmm-eval", "esmm-experiment", "esmm-report"
  };

  private static Set<String> callersOf(String... targets) {
    Set<String> wanted = Set.of(targets);
    return CLASSES.that(in(LIBRARY)).stream()
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(access -> wanted.contains(name(access.getTarget())))
        .map(JavaAccess::getOriginOwner)
        .map(EmbeddingTest::topLevel)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }

  private static String topLevel(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer.getName();
  }

  @Test
  void logsThroughTheSystemsLoggerAlone() {
    noClasses().that(in(LIBRARY)).should(ACCESS_STANDARD_STREAMS).check(CLASSES);
    noClasses()
        .that(in(LIBRARY))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging..",
            "org.slf4j..",
            "org.apache.logging..",
            "org.apache.commons.logging..")
        .check(CLASSES);
  }

  /** Whoever starts threads was asked for them: by a number of threads, or for a batch ahead. */
  @Test
  void threadsAreStartedWhereTheirNumberIsGivenAndNowhereElse() {
    assertThat(
            callersOf(
                "java.lang.Thread.<init>",
                "java.lang.Thread.ofPlatform",
                "java.lang.Thread.ofVirtual",
                "java.lang.Thread.startVirtualThread",
                "java.util.Timer.<init>",
                "java.lang.ref.Cleaner.create",
                "java.util.concurrent.ForkJoinPool.<init>",
                "java.util.concurrent.ForkJoinPool.commonPool",
                "java.util.concurrent.Executors.newFixedThreadPool",
                "java.util.concurrent.Executors.newCachedThreadPool",
                "java.util.concurrent.Executors.newSingleThreadExecutor",
                "java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor",
                "java.util.concurrent.CompletableFuture.runAsync",
                "java.util.concurrent.CompletableFuture.supplyAsync",
                "java.util.Collection.parallelStream",
                "java.util.stream.IntStream.parallel",
                "java.util.stream.Stream.parallel"))
        .containsExactlyInAnyOrder(
            "io.esmm.train.Workers", // withThreads
            "io.esmm.eval.HeldOutRows", // onThreads
            "io.esmm.data.simulator.LogRenderer"); // AliCcpWriter(gzip, threads)
  }

  /** A file can only be opened by a path, and every path comes from the caller. */
  @Test
  void pathsAreMadeOfTextWhereAConfigurationNamesFilesAndNowhereElse() {
    assertThat(
            callersOf(
                "java.nio.file.Path.of",
                "java.nio.file.Paths.get",
                "java.io.File.<init>",
                "java.nio.file.FileSystems.getDefault",
                "java.nio.file.Files.createTempFile",
                "java.nio.file.Files.createTempDirectory",
                "java.io.FileInputStream.<init>",
                "java.io.FileReader.<init>",
                "java.io.RandomAccessFile.<init>"))
        .containsExactlyInAnyOrder(
            "io.esmm.tower.PluginModule", // the name of a plugin's jar, for an error
            "io.esmm.data.prepare.ScratchFolder"); // in the folder that the caller gives
  }

  @Test
  void surroundingsAreReadWhereAConfigurationAsksForThemAndNowhereElse() {
    assertThat(
            callersOf(
                "java.lang.System.getenv",
                "java.lang.System.getProperty",
                "java.lang.System.getProperties",
                "java.lang.Integer.getInteger",
                "java.lang.Boolean.getBoolean"))
        .containsExactlyInAnyOrder(
            "io.esmm.data.raw.PathResolver", // ${NAME} in a configured path
            "io.esmm.machine.Machine", // what doctor prints
            "io.esmm.numerics.KernelChoice"); // esmm.kernels, esmm.vectorBits
  }

  @Test
  void nothingEndsTheProgramOrHooksIntoIt() {
    DescribedPredicate<JavaAccess<?>> ends =
        describe(
            "end the program",
            access ->
                Set.of(
                        "java.lang.System.exit",
                        "java.lang.Runtime.exit",
                        "java.lang.Runtime.halt",
                        "java.lang.Runtime.addShutdownHook")
                    .contains(name(access.getTarget())));
    noClasses().that(in(LIBRARY)).should().accessTargetWhere(ends).check(CLASSES);
  }
}
