package dev.penstock.samples.supportdesk;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions between modules, checked where all of them meet. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.penstock");

  @Test
  void pluginsSeeOnlyTheApi() {
    noClasses()
        .that()
        .resideInAnyPackage("..provider..", "..classifier..", "..cache..")
        .and()
        .resideOutsideOfPackages("..testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.penstock.core..", "com.google.inject..", "dev.penstock.testkit..")
        .check(ALL);
  }

  @Test
  void pluginsDoNotSeeEachOther() {
    slices()
        .matching("dev.penstock.(provider|classifier|cache).(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("dev.penstock.provider.wire.."))
        .check(ALL);
  }

  @Test
  void theEngineNamesNoPlugin() {
    noClasses()
        .that()
        .resideInAPackage("dev.penstock.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.penstock.provider..", "dev.penstock.classifier..", "dev.penstock.cache..")
        .check(ALL);
  }

  @Test
  void samplesSeeNoInsidesOfTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.penstock.samples..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.penstock.core..")
        .check(ALL);
  }
}
