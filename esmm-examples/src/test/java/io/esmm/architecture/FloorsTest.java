package io.esmm.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.esmm.architecture.House.CLASSES;
import static io.esmm.architecture.House.in;
import static io.esmm.architecture.House.outside;
import static org.assertj.core.api.Assertions.assertThat;

import io.esmm.numerics.KernelChoice;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies point down, towards the core. */
class FloorsTest {

  @Test
  void everyModuleIsInSight() {
    var found = new TreeSet<String>();
    CLASSES.forEach(type -> found.add(House.moduleOf(type)));
    assertThat(found).containsExactlyInAnyOrderElementsOf(House.MODULES);
  }

  @Test
  void coreDependsOnNoOtherModule() {
    noClasses()
        .that(in("esmm-core"))
        .should()
        .dependOnClassesThat(
            in(
                "esmm-faults",
                "esmm-testing",
                "esmm-towers",
                "esmm-data",
                "esmm-eval",
                "esmm-experiment",
                "esmm-report",
                "esmm-cli",
                "esmm-examples",
                "esmm-benchmarks"))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "esmm-towers, esmm-data",
    "esmm-towers, esmm-eval",
    "esmm-data, esmm-towers",
    "esmm-data, esmm-eval",
    "esmm-eval, esmm-towers",
    "esmm-eval, esmm-data"
  })
  void neighboursOnTheSecondFloorDoNotKnowEachOther(String module, String neighbour) {
    noClasses().that(in(module)).should().dependOnClassesThat(in(neighbour)).check(CLASSES);
  }

  @Test
  void theContractOfTowersKnowsTheCoreAlone() {
    noClasses()
        .that(in("esmm-testing"))
        .should()
        .dependOnClassesThat(in("esmm-towers", "esmm-data", "esmm-eval"))
        .check(CLASSES);
  }

  @Test
  void reportsStandOnEvaluationAlone() {
    noClasses()
        .that(in("esmm-report"))
        .should()
        .dependOnClassesThat(in("esmm-towers", "esmm-data", "esmm-experiment"))
        .check(CLASSES);
    noClasses()
        .that(in("esmm-eval", "esmm-data", "esmm-towers", "esmm-testing", "esmm-experiment"))
        .should()
        .dependOnClassesThat(in("esmm-report"))
        .check(CLASSES);
  }

  @Test
  void experimentsStandOnTheThreeBelowAndCarryTheRoofAlone() {
    noClasses()
        .that(in("esmm-towers", "esmm-data", "esmm-eval", "esmm-testing", "esmm-benchmarks"))
        .should()
        .dependOnClassesThat(in("esmm-experiment"))
        .check(CLASSES);
  }

  @Test
  void packagesOfExperimentsKnowEachOtherOneWay() {
    slices()
        .matching("io.esmm.experiment.(*)")
        .namingSlices("$1")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
    noClasses()
        .that(resideInAPackage("io.esmm.experiment.*"))
        .should()
        .dependOnClassesThat(resideInAPackage("io.esmm.experiment"))
        .check(CLASSES);
  }

  @Test
  void nothingThatRunsDependsOnTests() {
    noClasses()
        .that(outside("esmm-testing"))
        .should()
        .dependOnClassesThat(in("esmm-testing"))
        .check(CLASSES);
    noClasses()
        .that(outside("esmm-faults"))
        .should()
        .dependOnClassesThat(in("esmm-faults"))
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    noClasses()
        .that(outside("esmm-cli"))
        .should()
        .dependOnClassesThat(in("esmm-cli"))
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnTheYard() {
    noClasses()
        .that(outside("esmm-examples"))
        .should()
        .dependOnClassesThat(in("esmm-examples"))
        .check(CLASSES);
    noClasses()
        .that(outside("esmm-benchmarks"))
        .should()
        .dependOnClassesThat(in("esmm-benchmarks"))
        .check(CLASSES);
  }

  @Test
  void numericsServeTheCoreAlone() {
    assertThat(CLASSES.containPackage("io.esmm.numerics")).isTrue();
    noClasses()
        .that(outside("esmm-core", "esmm-benchmarks"))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.esmm.numerics..").and(not(equivalentTo(KernelChoice.class))))
        .because("doctor names the kernels, benchmarks measure them, and the rest is the core's")
        .check(CLASSES);
  }

  @Test
  void packagesOfTheCoreKnowEachOtherOneWay() {
    slices().matching("io.esmm.(*)..").namingSlices("$1").should().beFreeOfCycles().check(CLASSES);
  }
}
