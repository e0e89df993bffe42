package dev.penstock.api.report;

/** Vendors' exports of usage whose columns are known, as of 2026. One with others is refused. */
public enum UsageExport {
  /**
   * The CSV of completions usage of OpenAI's dashboard, grouped by model: a line for each day or
   * hour and model, without cost. Its columns are named as in the answers of OpenAI's usage API,
   * whose {@code input_tokens} include the cached ones.
   */
  OPENAI,
  /**
   * The CSV of the usage page of Anthropic's console: a line for each day, model and key, without
   * cost. Tokens read from a cache and written to one stand beside the others.
   */
  ANTHROPIC,
  /** The CSV of the generations of OpenRouter's activity page: a line for each call, with cost. */
  OPENROUTER;

  ReconcileSpec.Builder columns(String provider) {
    return switch (this) {
      case OPENAI ->
          ReconcileSpec.builder(provider, "start_time", "model")
              .input("input_tokens")
              .cacheRead("input_cached_tokens")
              .output("output_tokens");
      case ANTHROPIC ->
          ReconcileSpec.builder(provider, "usage_date_utc", "model_version")
              .input(
                  "usage_input_tokens_no_cache",
                  "usage_input_tokens_cache_write_5m",
                  "usage_input_tokens_cache_write_1h",
                  "usage_input_tokens_cache_read")
              .cacheRead("usage_input_tokens_cache_read")
              .output("usage_output_tokens");
      case OPENROUTER ->
          ReconcileSpec.builder(provider, "created_at", "model_permaslug")
              .id("generation_id")
              .input("tokens_prompt")
              .cacheRead("tokens_cached")
              .output("tokens_completion")
              .cost("cost_total");
    };
  }
}
