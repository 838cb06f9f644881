package io.esmm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a program gets along with the library that scores. */
class DependenciesTest {
  /** The artifacts of a program that scores, by the names that docs/decisions.md has for them. */
  private static final Map<String, String> NAMES =
      Map.of(
          "guice", "Guice 7",
          "asm", "ASM",
          "guava", "Guava",
          "jackson-databind", "Jackson databind",
          "jspecify", "JSpecify");

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).stream().map(Element::getTextContent).findFirst().orElse("");
  }

  /** The direct dependencies of others that are there at run time. */
  private static Set<String> atRunTime(String pom) throws Exception {
    Element project =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new File("..", pom))
            .getDocumentElement();
    Set<String> artifacts = new TreeSet<>();
    for (Element list : children(project, "dependencies")) {
      for (Element dependency : children(list, "dependency")) {
        if (!Set.of("test", "provided").contains(text(dependency, "scope"))
            && !text(dependency, "groupId").equals("io.esmm")) {
          artifacts.add(text(dependency, "artifactId"));
        }
      }
    }
    return artifacts;
  }

  @Test
  void coreAndTowersHaveAtMostFiveEachWithAReason() throws Exception {
    Set<String> artifacts = atRunTime("pom.xml"); // what every module has
    artifacts.addAll(atRunTime("esmm-core/pom.xml"));
    artifacts.addAll(atRunTime("esmm-towers/pom.xml"));
    assertThat(artifacts).isEqualTo(new TreeSet<>(NAMES.keySet())).hasSizeLessThanOrEqualTo(5);
    List<String> decisions = Files.readAllLines(Path.of("../docs/decisions.md"));
    assertThat(NAMES.values())
        .allSatisfy(name ->
            assertThat(decisions)
                .anySatisfy(line ->
                    assertThat(line).matches("\\| " + name + "[^|]*\\| [^|]+ \\| [^|]{20,} \\|")));
  }
}
