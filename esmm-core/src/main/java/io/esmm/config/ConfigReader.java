package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esmm.funnel.FunnelRules;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's configuration. Every problem of the text is told at once in a {@link
 * ProblemException}: malformed JSON at {@code file:line:column}, everything else at its JSON
 * pointer. Immutable; thread-safe.
 */
public final class ConfigReader {
  private static final String SCHEMA = "$schema";
  private static final long LARGEST_FILE = 16 << 20;

  private final TowerRegistry registry;
  private final @Nullable Class<?> dataConfig;

  /**
   * A reader that takes {@code data} as it is, whatever it holds.
   *
   * @param registry the towers that a configuration may name
   */
  public ConfigReader(TowerRegistry registry) {
    this(registry, null);
  }

  private ConfigReader(TowerRegistry registry, @Nullable Class<?> dataConfig) {
    this.registry = registry;
    this.dataConfig = dataConfig;
  }

  /** A reader that also checks {@code data}, by reading it into a record that is then dropped. */
  public ConfigReader withData(Class<?> dataConfig) {
    return new ConfigReader(registry, dataConfig);
  }

  /**
   * Reads a file: UTF-8, at most 16 MB.
   *
   * @throws ProblemException with every problem found in it
   */
  public EsmmConfig read(Path file) {
    return read(file, List.of());
  }

  /**
   * Reads a file and puts values into it first.
   *
   * @param settings as for {@link #override}
   */
  public EsmmConfig read(Path file, List<String> settings) {
    return read(tree(file), file.toString(), settings);
  }

  /**
   * Reads a text.
   *
   * @param name what it is called in errors
   */
  public EsmmConfig read(String json, String name) {
    return read(json, name, List.of());
  }

  /**
   * Reads a text and puts values into it first.
   *
   * @param settings as for {@link #override}
   * @throws ProblemException with every problem found in the text and the settings
   */
  public EsmmConfig read(String json, String name, List<String> settings) {
    return read(tree(json, name), name, settings);
  }

  /**
   * Reads a tree, such as one that {@link #write} gave; the tree stays as it is.
   *
   * @throws ProblemException with every problem found in it
   */
  public EsmmConfig read(ObjectNode tree, String name) {
    return read(tree, name, List.of());
  }

  private EsmmConfig read(ObjectNode tree, String name, List<String> settings) {
    Map<String, String> set = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (String text : settings) {
      try {
        Setting setting = Setting.parse(text);
        set.put(setting.apply(tree), setting.place());
      } catch (ProblemException e) {
        problems.addAll(e.problems());
      }
    }
    @Nullable EsmmConfig config = bind(tree, name, set, problems);
    if (config == null) {
      throw new ProblemException(problems);
    }
    return config;
  }

  /**
   * The JSON of a file, not yet checked for what it says.
   *
   * @throws ProblemException if the file cannot be read, is not JSON or no object
   */
  public ObjectNode tree(Path file) {
    return tree(text(file), file.toString());
  }

  /**
   * The JSON of a text, not yet checked for what it says.
   *
   * @throws ProblemException if it is not JSON or no object
   */
  public ObjectNode tree(String json, String name) {
    JsonNode tree = JsonText.parse(json, name);
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new ProblemException(
        name + "#",
        "the configuration " + Places.shown(tree) + " is " + Places.kind(tree),
        "expected an object");
  }

  /**
   * Puts a value into a configuration.
   *
   * @param setting {@code path=value}: a dotted path in which an element of a list stands by its
   *     index or by its name, and a value that is taken as JSON if it is JSON, otherwise as a
   *     string
   */
  public static void override(ObjectNode tree, String setting) {
    Setting.parse(setting).apply(tree);
  }

  /** The configuration with all defaults filled in; reading it gives an equal one. */
  public ObjectNode write(EsmmConfig config) {
    return new RecordWriter(registry).write(config);
  }

  /**
   * A model by a method, as {@link Method#of}, on the method's trunk if it is by one.
   *
   * @throws ProblemException if the configuration does not go with the method, such as with another
   *     trunk
   */
  public EsmmConfig with(EsmmConfig config, Method method) {
    if (method.trunk().isEmpty()) {
      return config.with(method);
    }
    ObjectNode tree = write(config);
    if (tree.get("funnel") instanceof ObjectNode funnel && !funnel.hasNonNull("trunk")) {
      funnel.putObject("trunk").put("type", method.trunk().get());
    }
    EsmmConfig made = read(tree, config.name()).with(method);
    return read(write(made), config.name()); // a trunk of another type is told here
  }

  /** The configuration; null if there are problems, which are added to the list. */
  private @Nullable EsmmConfig bind(
      ObjectNode tree, String name, Map<String, String> set, List<Problem> problems) {
    ObjectNode content = tree.deepCopy();
    content.remove(SCHEMA);
    Method.writeOut(content);
    RecordBinder binder = new RecordBinder(registry, name);
    Places places = new Places(name);
    List<Problem> found = new ArrayList<>();
    Method.trunkProblems(content)
        .forEach(p -> found.add(places.problem(p.where(), p.what(), p.remedy())));
    @Nullable EsmmConfig config = binder.bind(content, "", EsmmConfig.class, found);
    if (dataConfig != null && content.hasNonNull("data")) {
      binder.bind(content.get("data"), "/data", dataConfig, found);
    }
    if (!found.isEmpty()) {
      // Some records could not be made and so could not check each other: check their names alone.
      Outline outline = OutlineReader.read(content);
      FunnelRules.problems(outline.space(), outline.events()).stream()
          .filter(problem -> !outline.events().isEmpty())
          .forEach(p -> found.add(places.problem("/funnel" + p.where(), p.what(), p.remedy())));
      CrossChecks.problems(outline)
          .forEach(p -> found.add(places.problem(p.where(), p.what(), p.remedy())));
    }
    Set<Problem> distinct = new LinkedHashSet<>();
    found.forEach(problem -> distinct.add(blame(problem, set, places)));
    problems.addAll(distinct);
    return problems.isEmpty() ? config : null;
  }

  /** A problem at or below a value that was set stands at the setting, not in the file. */
  private static Problem blame(Problem problem, Map<String, String> set, Places places) {
    for (Map.Entry<String, String> each : set.entrySet()) {
      String place = places.place(each.getKey());
      if (problem.where().equals(place) || problem.where().startsWith(place + "/")) {
        return new Problem(
            each.getValue() + " (" + problem.where() + ")", problem.what(), problem.remedy());
      }
    }
    return problem;
  }

  private static String text(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new ProblemException(file.toString(), "is a folder", "name the file in it");
      }
      long size = Files.size(file);
      if (size > LARGEST_FILE) {
        throw new ProblemException(
            file.toString(),
            "has [" + size + "] bytes",
            "a configuration has at most " + LARGEST_FILE);
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new ProblemException(file.toString(), "no such file", "check the path", e);
    } catch (CharacterCodingException e) {
      throw new ProblemException(file.toString(), "is not UTF-8", "save it as UTF-8", e);
    } catch (IOException e) {
      throw new ProblemException(
          file.toString(), "cannot be read: " + e.getMessage(), "check the file", e);
    }
  }
}
