package dev.penstock.api.policy;

/**
 * Where the ledger and the budgets' state are kept. It is opened once, with the engine.
 *
 * @param plugin the plugin's name
 * @param settings the plugin's own settings record
 */
public record LedgerSpec(
    @Description("Name of the store plugin") String plugin, @PluginSettings Record settings) {}
