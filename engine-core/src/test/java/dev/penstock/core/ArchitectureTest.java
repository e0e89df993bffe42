package dev.penstock.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions between packages, checked on class files. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.penstock");

  @Test
  void theApiKnowsNothingButJava() {
    classes()
        .that()
        .resideInAnyPackage("dev.penstock.api..", "dev.penstock.spi..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.penstock.api..", "dev.penstock.spi..")
        .check(ALL);
  }

  @Test
  void guiceStaysInModules() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Module")
        .and()
        .haveNameNotMatching(".*\\.core\\.engine\\..*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.inject..")
        .check(ALL);
  }

  @Test
  void onlyTheModelPackageKnowsTheCircuitBreaker() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.penstock.core.model")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.resilience4j..")
        .check(ALL);
  }

  @Test
  void onlyTheLimitPackageKnowsTheBuckets() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.penstock.core.limit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.bucket4j..")
        .check(ALL);
  }

  @Test
  void onlyPoliciesLabelledQuestionsDocumentsAndAnswersInJsonAreParsed() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.penstock.core.policy",
            "dev.penstock.core.evaluate",
            "dev.penstock.core.prune",
            "dev.penstock.core.escalate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "org.snakeyaml..")
        .check(ALL);
  }

  @Test
  void onlyThePrunePackageKnowsTheWords() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.penstock.core.prune")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.lucene..")
        .check(ALL);
  }

  @Test
  void theStepsDoNotKnowTheirOrder() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..core.classify..",
            "..core.recall..",
            "..core.prune..",
            "..core.select..",
            "..core.budget..",
            "..core.call..",
            "..core.escalate..",
            "..core.price..",
            "..core.ledger..",
            "..core.limit..",
            "..core.model..",
            "..core.tokens..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..core.pipeline..", "..core.engine..")
        .check(ALL);
  }

  @Test
  void packagesKnowEachOtherOneWayOnly() {
    slices().matching("dev.penstock.core.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void nothingIsSynchronizedOrBoundToAThread() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class).check(ALL);
    noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(ALL);
  }

  @Test
  void moneyKnowsNoFloatingPoint() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage("..api.money..", "..core.price..", "..core.budget..", "..core.ledger..")
        .should()
        .haveRawType(double.class)
        .orShould()
        .haveRawType(float.class)
        .check(ALL);
  }
}
