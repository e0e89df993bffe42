package dev.penstock.core.policy;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.Key;
import dev.penstock.api.policy.NotYet;
import dev.penstock.api.policy.OneOrMany;
import dev.penstock.api.policy.PluginSettings;
import dev.penstock.api.policy.RequiredUnless;
import dev.penstock.core.word.KebabCase;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policy language sees of a record class.
 *
 * @param constructor the canonical constructor
 * @param parts its components in order
 * @param notYet keys that this version refuses
 * @param description of the whole, or null
 */
record RecordShape(
    Constructor<?> constructor,
    List<Part> parts,
    Set<String> notYet,
    @Nullable String description) {

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return read(type);
        }
      };

  /**
   * A component.
   *
   * @param optional whether its key may be left out
   * @param unless other keys, one of which makes it optional
   * @param oneOrMany whether a list of one may be written without brackets
   * @param settings whether it takes the keys that the other components leave
   */
  record Part(
      String key,
      Type type,
      boolean optional,
      Set<String> unless,
      boolean oneOrMany,
      boolean settings,
      @Nullable String description) {}

  static RecordShape of(Class<?> recordClass) {
    return SHAPES.get(recordClass);
  }

  /** The keys of all components but the one for settings. */
  Set<String> keys() {
    return parts.stream()
        .filter(part -> !part.settings())
        .map(Part::key)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static RecordShape read(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(type + " is no record");
    }
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      NotYet notYet = type.getAnnotation(NotYet.class);
      Description description = type.getAnnotation(Description.class);
      return new RecordShape(
          constructor,
          Arrays.stream(components).map(RecordShape::part).toList(),
          notYet == null ? Set.of() : Set.of(notYet.value()),
          description == null ? null : description.value());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }

  /** The key of a component. */
  static String key(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    return key == null ? KebabCase.of(component.getName()) : key.value();
  }

  private static Part part(RecordComponent component) {
    Description description = component.getAnnotation(Description.class);
    RequiredUnless unless = component.getAnnotation(RequiredUnless.class);
    return new Part(
        key(component),
        component.getGenericType(),
        unless == null && component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        unless == null ? Set.of() : Set.of(unless.value()),
        component.isAnnotationPresent(OneOrMany.class),
        component.isAnnotationPresent(PluginSettings.class),
        description == null ? null : description.value());
  }
}
