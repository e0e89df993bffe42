package dev.penstock.samples.shopmodel;

import dev.penstock.spi.Provider;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.provider.ProviderContract;
import java.nio.file.Path;
import java.util.List;

final class ShopFaqContractTest extends ProviderContract {
  private static final Path FILE = Path.of("faq.yaml");
  private static final Faq FAQ =
      new Faq(List.of(new Faq.Entry(List.of("When are you open?"), "From 9 to 17.")));

  @Override
  protected Provider create() {
    return new ShopFaqProviderFactory()
        .create(
            new ShopFaqSettings(FILE, null), TestPluginContext.named("shop-faq").file(FILE, FAQ));
  }
}
