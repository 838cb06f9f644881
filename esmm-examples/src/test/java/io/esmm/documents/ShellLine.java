package io.esmm.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a block that is meant to be pasted into a shell.
 *
 * @param page where it stands
 * @param text as it stands there
 * @param folder where the shell is by then, as seen from the root of the repository
 * @param words the command and its arguments: without variables before it and comments behind it,
 *     quotes taken off, braces expanded
 */
record ShellLine(Path page, String text, Path folder, List<String> words) {
  /** What else stands in blocks is output. */
  private static final Pattern PROGRAM =
      Pattern.compile("(?:\\.{1,2}/)+esmm(?:-bench)?|mvn|java|cp|mkdir");

  private static final Pattern WORD = Pattern.compile("((?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+)");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_]+=.*");
  private static final Pattern BRACES = Pattern.compile("\\{([^{}:\"]*,[^{}:\"]*)\\}");

  /**
   * The lines of all blocks of a page; {@code cd} is followed, and each block begins at the root.
   */
  static List<ShellLine> of(MarkdownPage page) {
    List<ShellLine> lines = new ArrayList<>();
    for (String block : page.blocks("", "sh")) {
      Path folder = Path.of("");
      for (String line : block.replaceAll("\\\\\\n\\s*", "").split("\n", -1)) {
        List<String> words = words(line);
        if (words.size() == 2 && words.getFirst().equals("cd")) {
          folder = folder.resolve(words.get(1)).normalize();
        } else if (!words.isEmpty() && PROGRAM.matcher(words.getFirst()).matches()) {
          lines.add(new ShellLine(page.path(), line, folder, words));
        }
      }
    }
    return lines;
  }

  /** The words of one line. */
  static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(MatchResult::group)
        .takeWhile(word -> !word.startsWith("#") && !word.equals(">") && !word.equals("|"))
        .dropWhile(word -> VARIABLE.matcher(word).matches())
        .flatMap(ShellLine::expanded)
        .toList();
  }

  private static Stream<String> expanded(String word) {
    if (word.contains("'") || word.contains("\"")) {
      return Stream.of(word.replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
    }
    Matcher braces = BRACES.matcher(word);
    if (!braces.find()) {
      return Stream.of(word);
    }
    String before = word.substring(0, braces.start());
    String after = word.substring(braces.end());
    return Stream.of(braces.group(1).split(",", -1)).map(choice -> before + choice + after);
  }

  /** Whether this runs a program of the root of the repository, by whatever path. */
  boolean runs(String program) {
    return words.getFirst().endsWith("/" + program);
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }

  /** The file that a word names, as seen from the root of the repository. */
  Path file(String word) {
    return folder.resolve(word).normalize();
  }

  @Override
  public String toString() {
    return page + ": " + text;
  }
}
