package dev.penstock.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTextTest {
  @Test
  void writesThePolicyInForceSoThatItReadsAsTheSamePolicy() {
    LoadedPolicy loaded = Policies.loader().load(Policies.base());
    String yaml = PolicyText.of(loaded.policy());
    assertThat(yaml).contains("context-window: 128000", "limit: 10 USD", "request: 60s");
    String keyed = yaml.replaceAll("api-key: .*", "api-key: \"\\${env:P1_KEY}\"");
    assertThat(Policies.loader().load(keyed).policy()).isEqualTo(loaded.policy());
  }

  @Test
  void showsNoSecret() {
    LoadedPolicy loaded = Policies.loader().load(Policies.base());
    assertThat(PolicyText.of(loaded.policy())).contains("api-key: '*****'");
  }
}
