package dev.penstock.core.policy;

import java.util.Locale;
import java.util.Set;

/**
 * Where a value stands.
 *
 * @param path from the root
 * @param sensitive whether its text must not be repeated, because its key says that it is a secret
 */
record Site(String path, boolean sensitive) {
  static final Site ROOT = new Site(NodePath.ROOT, false);

  private static final Set<String> SECRET_WORDS =
      Set.of(
          "key",
          "keys",
          "secret",
          "secrets",
          "token",
          "password",
          "passwords",
          "passphrase",
          "credentials",
          "authorization");

  Site child(String key) {
    return new Site(NodePath.child(path, key), sensitive || isSecret(key));
  }

  Site item(int index) {
    return new Site(NodePath.item(path, index), sensitive);
  }

  private static boolean isSecret(String key) {
    String bare = key.toLowerCase(Locale.ROOT);
    return SECRET_WORDS.stream().anyMatch(bare::endsWith);
  }
}
