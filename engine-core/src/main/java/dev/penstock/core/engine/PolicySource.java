package dev.penstock.core.engine;

import dev.penstock.api.policy.Policy;
import dev.penstock.core.match.Thresholds;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.PolicyLoader;
import java.nio.file.Path;

/** Where an engine's policy comes from. */
sealed interface PolicySource {
  /** Reads it. */
  LoadedPolicy load(PolicyLoader loader);

  record File(Path path) implements PolicySource {
    @Override
    public LoadedPolicy load(PolicyLoader loader) {
      return loader.load(path);
    }
  }

  record Text(String yaml) implements PolicySource {
    @Override
    public LoadedPolicy load(PolicyLoader loader) {
      return loader.load(yaml);
    }
  }

  record Code(Policy policy) implements PolicySource {
    @Override
    public LoadedPolicy load(PolicyLoader loader) {
      return loader.load(policy);
    }
  }

  /** Another source, whose cache is checked and left alone: it may be open elsewhere. */
  record WithoutCache(PolicySource of) implements PolicySource {
    @Override
    public LoadedPolicy load(PolicyLoader loader) {
      LoadedPolicy loaded = of.load(loader);
      Thresholds unused = Policies.thresholds(loaded);
      return loaded.withoutCache();
    }
  }
}
