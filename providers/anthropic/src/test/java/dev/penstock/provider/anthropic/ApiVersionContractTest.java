package dev.penstock.provider.anthropic;

import dev.penstock.spi.Provider;
import dev.penstock.testkit.provider.AnthropicWireContract;
import java.net.URI;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(ApiVersion.class)
final class ApiVersionContractTest extends AnthropicWireContract {
  @Parameter ApiVersion version;

  @Override
  protected Provider connect(URI baseUrl) {
    return Fixtures.connect(baseUrl, version.toString());
  }

  @Override
  protected String subject() {
    return "anthropic " + version;
  }
}
