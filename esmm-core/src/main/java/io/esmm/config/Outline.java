package io.esmm.config;

import io.esmm.field.BagField;
import io.esmm.field.CategoricalField;
import io.esmm.field.CrossField;
import io.esmm.field.FieldConfig;
import io.esmm.field.NumericField;
import io.esmm.field.SequenceField;
import io.esmm.field.VocabularyField;
import io.esmm.funnel.DeepestConfig;
import io.esmm.funnel.EventConfig;
import io.esmm.funnel.EventLink;
import io.esmm.objective.Probability;
import io.esmm.objective.TermLoss;
import io.esmm.objective.TermWeight;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names by which the parts of a configuration refer to each other, all that {@link CrossChecks}
 * looks at. {@link OutlineReader} has it from JSON that is otherwise broken, so that one reading
 * tells all problems. An empty string is a name that is missing or no string.
 *
 * @param dimension of embeddings where a field gives none
 * @param labels of the events, empty where there is none
 * @param readout of the funnel
 * @param preset of the objective; esmm if it says nothing, empty if its terms are written out
 * @param terms none for a preset
 * @param heads the auxiliary ones of terms that are written out
 * @param stopping the event of the early stopping metric, or empty
 * @param sampled the event whose absence leaves training rows out, or empty
 * @param open the events whose labels may not be known yet
 */
record Outline(
    int dimension,
    List<Field> fields,
    String space,
    List<EventLink> events,
    List<String> labels,
    @Nullable Deepest deepest,
    String readout,
    String preset,
    List<Term> terms,
    List<Head> heads,
    String stopping,
    String sampled,
    List<String> open) {

  /** What a field's values are, as far as other fields care. */
  enum Kind {
    TOKENS,
    NUMBER,
    BUCKETS,
    CROSS
  }

  /**
   * A field.
   *
   * @param shares is empty if its vocabulary is its own
   * @param parts of a cross
   * @param knownAfter the event, or empty
   * @param marginalizes whether it is averaged over where it is not known
   */
  record Field(
      String name,
      Kind kind,
      String shares,
      @Nullable Integer dimension,
      List<String> parts,
      String knownAfter,
      boolean marginalizes) {}

  /** The column with the deepest event, and the values that do not stand under an event's name. */
  record Deepest(String column, Map<String, String> values) {}

  /**
   * A term of the objective.
   *
   * @param learnt whether its weight is
   * @param where its conditions
   * @param sampled the event of its sample, or empty
   * @param propensity the event of its propensity, or empty
   * @param loss its word in JSON, or empty
   * @param head the name of its auxiliary head, or empty
   * @param notAbove the event that limits it, or empty
   */
  record Term(
      String event,
      boolean joint,
      String over,
      boolean learnt,
      List<Condition> where,
      String sampled,
      String propensity,
      String loss,
      String head,
      String notAbove) {
    /** Whether it is the cross-entropy of a label. */
    boolean isCrossEntropy() {
      return loss.equals(TermLoss.CROSS_ENTROPY.word());
    }
  }

  /** An auxiliary head of an event. */
  record Head(String name, String event) {}

  /** A condition on rows; both are empty if it is on a column. */
  record Condition(String field, String event) {}

  /** Where each field stands, by its name; the first of several with one name. */
  Map<String, Integer> fieldPlaces() {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).name().isEmpty()) {
        places.putIfAbsent(fields.get(i).name(), i);
      }
    }
    return places;
  }

  /** The names of the events, in their order; an empty one if a name is missing. */
  Set<String> eventNames() {
    Set<String> names = new LinkedHashSet<>();
    events.forEach(event -> names.add(event.name()));
    return names;
  }

  static Outline of(EsmmConfig config) {
    return new Outline(
        config.embedding().dimension(),
        config.fields().stream().map(Outline::field).toList(),
        config.funnel().space(),
        config.funnel().events().stream().map(EventConfig::link).toList(),
        config.funnel().events().stream().map(e -> text(e.label())).toList(),
        deepest(config.funnel().deepest()),
        JsonForms.nameOf(config.funnel().readout()),
        config.objective().preset() == null ? "" : JsonForms.nameOf(config.objective().preset()),
        config.objective().preset() != null
            ? List.of()
            : config.objective().terms(config.funnel()).stream()
                .map(t ->
                    new Term(
                        t.event(),
                        t.probability() == Probability.JOINT,
                        t.over(),
                        t.weight() instanceof TermWeight.Learnt,
                        t.where().stream()
                            .map(c -> new Condition(text(c.field()), text(c.event())))
                            .toList(),
                        t.sample() == null ? "" : t.sample().event(),
                        t.propensity() == null ? "" : t.propensity().event(),
                        t.loss().word(),
                        text(t.head()),
                        text(t.notAbove())))
                .toList(),
        config.objective().preset() != null
            ? List.of()
            : config.objective().heads(config.funnel()).stream()
                .map(h -> new Head(h.name(), h.event()))
                .toList(),
        config.training().earlyStopping() == null ? "" : config.training().earlyStopping().event(),
        config.training().downSample() == null ? "" : config.training().downSample().event(),
        config.funnel().events().stream()
            .filter(event -> event.open() != null)
            .map(EventConfig::name)
            .toList());
  }

  private static Field field(FieldConfig field) {
    return switch (field) {
      case CategoricalField f -> tokens(f, f.dimension());
      case BagField f -> tokens(f, f.dimension());
      case SequenceField f -> tokens(f, f.dimension());
      case NumericField f ->
          new Field(
              f.name(),
              f.buckets() == null ? Kind.NUMBER : Kind.BUCKETS,
              "",
              f.dimension(),
              List.of(),
              text(f.knownAfter()),
              f.marginalizes());
      case CrossField f -> new Field(f.name(), Kind.CROSS, "", f.dimension(), f.of(), "", false);
    };
  }

  private static Field tokens(VocabularyField field, @Nullable Integer dimension) {
    return new Field(
        field.name(),
        Kind.TOKENS,
        text(field.sharesVocabularyWith()),
        dimension,
        List.of(),
        text(field.knownAfter()),
        field.marginalizes());
  }

  private static String text(@Nullable String name) {
    return name == null ? "" : name;
  }

  private static @Nullable Deepest deepest(@Nullable DeepestConfig config) {
    return config == null ? null : new Deepest(config.column(), config.values());
  }
}
