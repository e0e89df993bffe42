package dev.penstock.provider.openai;

import dev.penstock.spi.Provider;
import dev.penstock.testkit.provider.OpenAiWireContract;
import java.net.URI;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class DialectContractTest extends OpenAiWireContract {
  @Parameter Dialect dialect;

  @Override
  protected Provider connect(URI baseUrl) {
    return Fixtures.connect(dialect, baseUrl);
  }

  @Override
  protected String subject() {
    return "openai " + dialect;
  }
}
