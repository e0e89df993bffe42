package dev.penstock.provider.gemini;

import dev.penstock.spi.Provider;
import dev.penstock.testkit.provider.GeminiWireContract;
import java.net.URI;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(ApiVersion.class)
final class ApiVersionContractTest extends GeminiWireContract {
  @Parameter ApiVersion version;

  @Override
  protected Provider connect(URI baseUrl) {
    return Fixtures.connect(baseUrl, version);
  }

  @Override
  protected String subject() {
    return "gemini " + version;
  }
}
