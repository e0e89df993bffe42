package dev.penstock.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a snippet against the class path of the test. */
final class SnippetCompiler {
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public )?(?:final |abstract )?(?:class|record|interface) (\\w+)");

  private SnippetCompiler() {}

  static boolean isComplete(String source) {
    return TYPE.matcher(source).find();
  }

  static void compile(Snippet snippet, Path folder) throws IOException {
    Matcher type = TYPE.matcher(snippet.text());
    assertThat(type.find()).isTrue();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            Files.createDirectories(folder).toString(),
            "--release",
            "21",
            "-proc:none",
            "-Xlint:deprecation,unchecked",
            "-Werror");
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                options,
                null,
                List.of(new Source(type.group(1), snippet.text())))
            .call();
    assertThat(compiled).as(snippet + "\n" + messages).isTrue();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
