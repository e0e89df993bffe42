package dev.penstock.api.chat;

import java.util.Objects;

/** The form the answer must have. */
public sealed interface ResponseFormat {
  /** Free text. */
  ResponseFormat TEXT = Plain.TEXT;

  /** Any JSON object. */
  ResponseFormat JSON_OBJECT = Plain.JSON_OBJECT;

  /** JSON that fits a schema. */
  static ResponseFormat jsonSchema(String name, String schema) {
    return new JsonSchema(name, schema, true);
  }

  /** The forms without a schema. */
  enum Plain implements ResponseFormat {
    /** Free text. */
    TEXT,
    /** Any JSON object. */
    JSON_OBJECT
  }

  /**
   * JSON that fits a schema.
   *
   * @param name the schema's name, as providers ask for one
   * @param schema the JSON Schema, as JSON text
   * @param strict whether the provider must hold the model to the schema
   */
  record JsonSchema(String name, String schema, boolean strict) implements ResponseFormat {
    /** Checks and copies the components. */
    public JsonSchema {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(schema, "schema");
    }
  }
}
