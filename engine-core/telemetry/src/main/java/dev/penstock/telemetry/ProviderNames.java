package dev.penstock.telemetry;

/** The conventions' names of vendors. */
public final class ProviderNames {
  private ProviderNames() {}

  /**
   * The well-known value of {@code gen_ai.provider.name} for a vendor, plugin or dialect of that
   * name, or the name itself if the conventions have none for it.
   */
  public static String of(String name) {
    return switch (name) {
      case "gemini" -> "gcp.gemini";
      case "mistral" -> "mistral_ai";
      case "moonshot" -> "moonshot_ai";
      case "xai" -> "x_ai";
      case "bedrock" -> "aws.bedrock";
      case "azure" -> "azure.ai.openai";
      default -> name;
    };
  }
}
