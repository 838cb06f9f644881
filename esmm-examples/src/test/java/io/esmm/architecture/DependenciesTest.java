package io.esmm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  private static Element project(String pom) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new File("..", pom))
        .getDocumentElement();
  }

  /** The direct dependencies of others that are there at run time. */
  private static Set<String> atRunTime(String pom) throws Exception {
    Set<String> artifacts = new TreeSet<>();
    for (Element list : children(project(pom), "dependencies")) {
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

  /** What a program on the module path needs: names that do not follow from those of files. */
  @Test
  void everyModuleHasANameAndPackagesThatNoOtherHas() throws Exception {
    for (String module : House.MODULES) {
      Element properties = children(project(module + "/pom.xml"), "properties").getFirst();
      assertThat(text(properties, "module.name")).isEqualTo(module.replace("esmm-", "io.esmm."));
    }
    Map<String, Set<String>> rooms =
        House.CLASSES.stream()
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName,
                    TreeMap::new,
                    Collectors.mapping(House::moduleOf, Collectors.toSet())));
    assertThat(rooms).isNotEmpty().allSatisfy((room, modules) -> assertThat(modules).hasSize(1));
  }
}
