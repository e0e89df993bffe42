package dev.penstock.core.plugin;

import dev.penstock.spi.PluginFactory;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Builds jars of plugins: compiles a source, and names a class in its services. */
public final class PluginJar {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** A provider plugin that works. */
  public static PluginJar provider(String type, String name) throws IOException {
    return provider(type, name, "", "");
  }

  public static PluginJar provider(
      String type, String name, String onConstruction, String onCreation) throws IOException {
    PluginJar jar = new PluginJar();
    jar.compile(type, source(type, name, onConstruction, onCreation));
    return jar.service("plugged." + type);
  }

  /** A store plugin that can be named in a policy, and not opened. */
  public static PluginJar store(String type, String name) throws IOException {
    PluginJar jar = new PluginJar();
    jar.compile(type, storeSource(type, name));
    return jar.service("dev.penstock.spi.StoreFactory", "plugged." + type);
  }

  public static PluginJar empty() {
    return new PluginJar();
  }

  public PluginJar service(String type) {
    return service("dev.penstock.spi.ProviderFactory", type);
  }

  private PluginJar service(String factory, String type) {
    entries.put("META-INF/services/" + factory, type.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Makes the classes say that they are of a Java version that is yet to come. */
  public PluginJar ofANewerJava() {
    entries.forEach(
        (name, bytes) -> {
          if (name.endsWith(".class")) {
            bytes[7] = (byte) 200;
          }
        });
    return this;
  }

  public Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  private static String source(String type, String name, String onConstruction, String onCreation) {
    return """
    package plugged;
    import dev.penstock.api.policy.Ability;
    import dev.penstock.spi.*;
    import java.util.Set;
    public class %1$s implements ProviderFactory<%1$s.Settings> {
      public record Settings(@org.jspecify.annotations.Nullable String see) {}
      public %1$s() { %3$s }
      public String name() { return "%2$s"; }
      public Class<Settings> settings() { return Settings.class; }
      public Provider create(Settings settings, PluginContext context) {
        %4$s
        String answer;
        try {
          answer = Class.forName(settings.see() == null ? "java.lang.Object" : settings.see()).getName();
        } catch (ClassNotFoundException e) {
          answer = "not seen";
        }
        final String seen = answer;
        return new Provider() {
          public Set<Ability> abilities() { return Set.of(); }
          public ProviderReply call(ProviderCall call) { throw new UnsupportedOperationException(); }
          public void close() {}
          public String toString() { return seen; }
        };
      }
    }
    """
        .formatted(type, name, onConstruction, onCreation);
  }

  private static String storeSource(String type, String name) {
    return """
    package plugged;
    import dev.penstock.spi.*;
    import dev.penstock.spi.store.Store;
    public class %1$s implements StoreFactory<%1$s.Settings> {
      public enum Mode { FAST, SAFE }
      public record Settings(java.nio.file.Path path, Mode mode) {}
      public String name() { return "%2$s"; }
      public Class<Settings> settings() { return Settings.class; }
      public Store create(Settings settings, PluginContext context) {
        throw new UnsupportedOperationException();
      }
    }
    """
        .formatted(type, name);
  }

  private static String place(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private void compile(String type, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createTempDirectory("plugin-classes");
    SimpleJavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///plugged/" + type + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-proc:none",
            "-classpath",
            place(PluginFactory.class) + File.pathSeparator + place(Nullable.class),
            "-d",
            classes.toString());
    if (!compiler.getTask(null, null, null, options, null, List.of(file)).call()) {
      throw new IllegalStateException("the source does not compile");
    }
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(path)) {
          String name = classes.relativize(path).toString().replace('\\', '/');
          entries.put(name, Files.readAllBytes(path));
        }
        Files.delete(path);
      }
    }
  }
}
