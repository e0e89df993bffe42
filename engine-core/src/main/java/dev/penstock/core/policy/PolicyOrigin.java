package dev.penstock.core.policy;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Knows where the parts of a policy stand in its file; a policy made in code stands nowhere. */
public final class PolicyOrigin {
  private final String file;
  private final Positions positions;
  private final Function<String, @Nullable String> environment;

  PolicyOrigin(String file, Positions positions, Function<String, @Nullable String> environment) {
    this.file = file;
    this.positions = positions;
    this.environment = environment;
  }

  Findings findings() {
    return new Findings(file, this);
  }

  Place place(String path) {
    return positions.of(path);
  }

  PolicyProblem problem(String path, String code, String message) {
    Place place = positions.of(path);
    return new PolicyProblem(file, place.line(), place.column(), path, code, message);
  }

  /** The path of a list's item, which is the list's own if it was written without brackets. */
  String item(String list, int index) {
    String item = NodePath.item(list, index);
    return positions.contains(list) && !positions.contains(item) ? list : item;
  }

  <T extends Record> BoundFile<T> read(Path path, Class<T> type) {
    SourceText source = SourceText.of(path, Limits.PLUGIN_FILE);
    Problems problems = new Problems(source.name());
    Path folder = path.toAbsolutePath().getParent();
    References references = new References(environment, folder == null ? path : folder);
    YamlNode.Mapping root = YamlReader.read(source, problems, Limits.PLUGIN_FILE);
    T value =
        new Binder(problems, new Positions(), references, SettingsTypes.NONE).bind(root, type);
    if (value == null || !problems.isEmpty()) {
      throw new PolicyException(problems.sorted());
    }
    return new BoundFile<>(path, source.sha256(), value);
  }
}
