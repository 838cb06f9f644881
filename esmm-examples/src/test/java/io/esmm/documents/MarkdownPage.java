package io.esmm.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documents, taken apart.
 *
 * @param path the file, as seen from the root of the repository
 * @param text all of it
 */
record MarkdownPage(Path path, String text) {
  /** The root of the repository, as seen from this module. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> LEFT_OUT = Set.of("target", "build", "node_modules", ".git");
  private static final Pattern BLOCK =
      Pattern.compile("^```([a-z]*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE);

  /** Every page of the repository. */
  static List<MarkdownPage> all() {
    return files(path -> path.toString().endsWith(".md")).stream().map(MarkdownPage::read).toList();
  }

  /**
   * The files of the repository that fit, as seen from its root; what a build makes is left out.
   */
  static List<Path> files(Predicate<Path> wanted) {
    List<Path> found = new ArrayList<>();
    find(ROOT, wanted, found);
    return found.stream().map(ROOT::relativize).sorted().toList();
  }

  private static void find(Path folder, Predicate<Path> wanted, List<Path> found) {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (!Files.isDirectory(entry)) {
          if (wanted.test(entry)) {
            found.add(entry);
          }
        } else if (!LEFT_OUT.contains(entry.getFileName().toString())) {
          find(entry, wanted, found);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MarkdownPage read(Path path) {
    try {
      return new MarkdownPage(path, Files.readString(ROOT.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks that name one of these languages; "" for those that name none. */
  List<String> blocks(String... languages) {
    Set<String> wanted = Set.of(languages);
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> wanted.contains(block.group(1)))
        .map(block -> block.group(2))
        .toList();
  }

  /** What stands between backquotes in the prose. */
  List<String> code() {
    return CODE.matcher(prose()).results().map((MatchResult r) -> r.group(1)).toList();
  }

  /** The targets of links. */
  List<String> links() {
    return LINK.matcher(CODE.matcher(prose()).replaceAll(""))
        .results()
        .map((MatchResult r) -> r.group(1))
        .toList();
  }

  /** What may stand behind a {@code #} in a link to this page. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> times = new HashMap<>();
    for (MatchResult heading : HEADING.matcher(prose()).results().toList()) {
      String anchor =
          LINK.matcher(heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1"))
              .replaceAll("")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int before = times.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  private String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }
}
