package dev.penstock.samples.shopmodel;

import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderFactory;

/** Creates the provider {@code shop-faq}: answers from a shop's list of frequent questions. */
public final class ShopFaqProviderFactory implements ProviderFactory<ShopFaqSettings> {
  /** For the service loader. */
  public ShopFaqProviderFactory() {}

  @Override
  public String name() {
    return "shop-faq";
  }

  @Override
  public Class<ShopFaqSettings> settings() {
    return ShopFaqSettings.class;
  }

  @Override
  public Provider create(ShopFaqSettings settings, PluginContext context) {
    Faq faq = context.read(settings.file(), Faq.class);
    return new ShopFaqProvider(faq, settings.otherwise());
  }
}
