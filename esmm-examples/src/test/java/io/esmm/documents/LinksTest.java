package io.esmm.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the pages point to is there: other pages, headings, files, classes, tests. */
class LinksTest {
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern QUALIFIED =
      Pattern.compile("(?:io\\.esmm\\.)?((?:[a-z]+\\.)+[A-Z]\\w*)(?:[.#]\\w+)?(?:\\(.*\\))?");
  private static final Pattern OTHERS = Pattern.compile("(java|jdk|sun|torch)\\..*");
  private static final Pattern TEST = Pattern.compile("[A-Z]\\w*Test");

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (MarkdownPage page : MarkdownPage.all()) {
      for (String link : page.links()) {
        if (!ELSEWHERE.matcher(link).matches()) {
          seen++;
          if (!leadsSomewhere(page, link)) {
            broken.add(page.path() + ": " + link);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(seen).isGreaterThan(50);
  }

  private static boolean leadsSomewhere(MarkdownPage page, String link) {
    int hash = (link + "#").indexOf('#');
    String file = link.substring(0, hash);
    Path target =
        file.isEmpty() ? page.path() : page.path().resolveSibling(Path.of(file)).normalize();
    if (!Files.exists(MarkdownPage.ROOT.resolve(target))) {
      return false;
    }
    return hash == link.length()
        || MarkdownPage.read(target).anchors().contains(link.substring(hash + 1));
  }

  @Test
  void everyClassThatIsNamedIsThere() {
    TreeSet<String> sources = new TreeSet<>();
    TreeSet<String> simpleNames = new TreeSet<>();
    for (Path file : MarkdownPage.files(path -> path.toString().endsWith(".java"))) {
      String name = file.toString().replaceFirst("\\.java$", "").replaceAll("[/\\\\]", ".");
      sources.add(name);
      simpleNames.add(name.substring(name.lastIndexOf('.') + 1));
    }
    List<String> unknown = new ArrayList<>();
    int seen = 0;
    for (MarkdownPage page : MarkdownPage.all()) {
      for (String code : page.code()) {
        var qualified = QUALIFIED.matcher(code);
        if (TEST.matcher(code).matches()) {
          seen++;
          if (!simpleNames.contains(code)) {
            unknown.add(page.path() + ": " + code);
          }
        } else if (qualified.matches() && !OTHERS.matcher(code).matches()) {
          seen++;
          if (sources.stream().noneMatch(name -> name.endsWith("." + qualified.group(1)))) {
            unknown.add(page.path() + ": " + code);
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(seen).isGreaterThan(100);
  }
}
