package dev.penstock.testkit.provider;

import dev.penstock.spi.ReportedUsage;
import org.jspecify.annotations.Nullable;

/** Asserts on usage that a provider reported. */
public final class Reported {
  private Reported() {}

  /** The counts; fails the test if none were reported, or nonsense. */
  public static ReportedUsage.Counts counts(@Nullable ReportedUsage usage) {
    return switch (usage) {
      case ReportedUsage.Counts counts -> counts;
      case ReportedUsage.Nonsense nonsense ->
          throw new AssertionError("the usage is nonsense: " + nonsense.raw());
      case null -> throw new AssertionError("no usage was reported");
    };
  }
}
