package dev.penstock.core.policy;

/** Finds the settings record of a plugin. */
interface SettingsTypes {
  /** For files that name no plugins. */
  SettingsTypes NONE =
      (spec, plugin) -> {
        throw new BadValueException("UNKNOWN_PLUGIN", "expected no plugin here");
      };

  /**
   * The settings record of the plugin.
   *
   * @param spec the record of the policy that names it, such as {@code ProviderSpec}
   */
  Class<? extends Record> of(Class<?> spec, String plugin) throws BadValueException;
}
