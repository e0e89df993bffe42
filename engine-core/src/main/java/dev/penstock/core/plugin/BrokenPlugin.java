package dev.penstock.core.plugin;

/**
 * A jar or class that should hold a plugin and does not.
 *
 * @param origin the jar, folder or class
 * @param reason why it is of no use
 */
public record BrokenPlugin(String origin, String reason) {
  @Override
  public String toString() {
    return origin + ": " + reason;
  }
}
