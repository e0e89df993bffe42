package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.ProviderReply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading images, or refusing them. */
public interface VisionContract extends ProviderUnderTest {
  /** A PNG of one pixel, in Base64. */
  String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5Er"
          + "kJggg==";

  /** An image that is sent along. */
  @Test
  @OfAbility(Ability.VISION)
  default void readsAnImageOrRefusesIt() throws Exception {
    ProviderReply reply =
        Calls.answeredOrRefused(
            this,
            Ability.VISION,
            request ->
                request.message(
                    new Message.User(
                        List.of(
                            new Part.Text("What is on it?"),
                            new Part.ImageData("image/png", PIXEL)))));
    if (reply != null) {
      assertThat(reply.text()).isNotBlank();
    }
  }
}
