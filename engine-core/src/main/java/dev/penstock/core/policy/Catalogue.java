package dev.penstock.core.policy;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.Policy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue file: known models by the vendor's own name for them.
 *
 * @param version of the policy language that it is written in
 */
@Description("A catalogue of known models, which a policy imports")
record Catalogue(
    @Description("Version of the policy language") @Nullable Integer version,
    @Description("Known models by the vendor's own name") Map<String, KnownModel> models) {

  Catalogue {
    if (version != null && version != Policy.VERSION) {
      throw new IllegalArgumentException("version must be " + Policy.VERSION + ", not " + version);
    }
  }
}
