package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.ProviderReply;
import org.junit.jupiter.api.Test;

/** Answers in JSON, or a refusal. */
public interface StructuredOutputContract extends ProviderUnderTest {
  /** Any JSON object. */
  @Test
  @OfAbility(Ability.JSON_OBJECT)
  default void answersAJsonObjectOrRefuses() throws Exception {
    ProviderReply reply =
        Calls.answeredOrRefused(
            this,
            Ability.JSON_OBJECT,
            request -> request.responseFormat(ResponseFormat.JSON_OBJECT));
    if (reply != null) {
      assertThat(reply.text().strip()).startsWith("{").endsWith("}");
    }
  }

  /** A JSON object that fits a schema. */
  @Test
  @OfAbility(Ability.JSON_SCHEMA)
  default void answersByASchemaOrRefuses() throws Exception {
    String schema =
        """
        {"type": "object", "properties": {"greeting": {"type": "string"}},
         "required": ["greeting"], "additionalProperties": false}
        """;
    ProviderReply reply =
        Calls.answeredOrRefused(
            this,
            Ability.JSON_SCHEMA,
            request -> request.responseFormat(ResponseFormat.jsonSchema("greeting", schema)));
    if (reply != null) {
      assertThat(reply.text().strip()).startsWith("{").endsWith("}");
    }
  }
}
