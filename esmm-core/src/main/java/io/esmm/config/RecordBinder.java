package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.tower.TowerRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into configuration records and finds every problem on the way: an unknown property, a
 * missing one, a wrong type, an unknown variant, and what a record's constructor objects to.
 *
 * <p>A record may hold strings, {@code int}, {@code long}, {@code double}, {@code boolean} and
 * their boxes, enums, {@link JsonNode}, records, lists and maps with string keys of these,
 * interfaces with {@code JsonTypeInfo} and {@code JsonSubTypes}, {@link io.esmm.tower.TowerConfig}
 * and {@link io.esmm.tower.TrunkConfig}. A component is optional if it is boxed or
 * {@code @Nullable}: the constructor is then given null and fills in the default. A constructor
 * objects with an {@link IllegalArgumentException}, placed at the component that its message begins
 * with, or with a {@link ProblemException} whose places are pointers from the record on. A static
 * method with {@code JsonCreator} lets one word stand for a record.
 *
 * <p>Immutable; thread-safe.
 */
public final class RecordBinder {
  private final JsonForms forms;
  private final String source;

  /**
   * A binder for one document, whose name stands in every problem that is found.
   *
   * @param registry the towers that the JSON may name
   * @param source what the JSON is called in errors: a file's name
   */
  public RecordBinder(TowerRegistry registry, String source) {
    this.forms = new JsonForms(registry);
    this.source = source;
  }

  /**
   * Reads a record, or one of an interface's records.
   *
   * @param pointer the JSON pointer of the node in its document: {@code /data}; empty for the root
   * @throws ProblemException with all problems
   */
  public <T> T bind(JsonNode node, String pointer, Class<T> type) {
    List<Problem> problems = new ArrayList<>();
    @Nullable T value = bind(node, pointer, type, problems);
    if (value == null || !problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return value;
  }

  /** Reads a record and adds the problems to a list; null, or of no use, if there are any. */
  public <T> @Nullable T bind(
      JsonNode node, String pointer, Class<T> type, List<Problem> problems) {
    String thing =
        pointer.isEmpty() ? "the configuration" : pointer.substring(pointer.lastIndexOf('/') + 1);
    return type.cast(
        new RecordBinding(forms, new Findings(source, problems))
            .value(forms.of(type), node, pointer, thing));
  }
}
