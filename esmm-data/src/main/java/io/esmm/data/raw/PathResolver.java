package io.esmm.data.raw;

import io.esmm.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths as a configuration writes them: relative to its folder, with {@code ${NAME}} and {@code
 * ${NAME:-default}} for variables.
 *
 * @param folder the configuration's folder
 * @param variables the value of a variable or null, usually {@code System::getenv}
 */
public record PathResolver(Path folder, Function<String, @Nullable String> variables) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

  /** With the variables of the process's environment. */
  public static PathResolver in(Path folder) {
    return new PathResolver(folder, System::getenv);
  }

  /**
   * The text with its variables replaced.
   *
   * @throws ProblemException if a variable without a default is not set
   */
  public String expand(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      @Nullable String value = variables.apply(name);
      if (value == null || value.isEmpty()) {
        value = matcher.group(3);
      }
      if (value == null) {
        throw new ProblemException(
            text,
            "the environment variable [" + name + "] is not set",
            "set it, or write ${" + name + ":-default}");
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(expanded).toString();
  }

  /** The path, its variables replaced, relative to the configuration's folder. */
  public Path resolve(String path) {
    return folder.resolve(expand(path)).normalize();
  }

  /**
   * The path of a file that is there.
   *
   * @throws ProblemException if it is not
   */
  public Path file(String path) {
    Path file = resolve(path);
    if (Files.isDirectory(file)) {
      throw new ProblemException(file.toString(), "is a folder", "name a file in it");
    }
    if (!Files.exists(file)) {
      throw new ProblemException(
          file.toString(),
          "there is no such file",
          "check the path ["
              + path
              + "]; it is relative to "
              + folder.toAbsolutePath().normalize());
    }
    return file;
  }
}
