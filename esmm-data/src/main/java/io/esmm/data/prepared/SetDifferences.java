package io.esmm.data.prepared;

import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import io.esmm.field.ValueShares;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects in what a prepared set is not what a configuration or a model asks for. */
final class SetDifferences {
  private final Path set;
  private final String remedy;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param set for errors
   * @param remedy what to do about any difference
   */
  SetDifferences(Path set, String remedy) {
    this.set = set;
    this.remedy = remedy;
  }

  void compareFields(FeatureSchema prepared, List<? extends FieldConfig> asked) {
    compareNames(
        "fields",
        prepared.fields().stream().map(EncodedField::name).toList(),
        asked.stream().map(FieldConfig::name).toList());
    for (FieldConfig field : asked) {
      int place = prepared.indexOf(field.name());
      if (place >= 0) {
        compareField(prepared.fields().get(place).config(), field);
      }
    }
  }

  private void compareNames(String what, List<String> prepared, List<String> asked) {
    Set<String> missing = new LinkedHashSet<>(asked);
    missing.removeAll(new LinkedHashSet<>(prepared));
    if (!missing.isEmpty()) {
      add("has no " + what + " " + missing);
    }
    Set<String> superfluous = new LinkedHashSet<>(prepared);
    superfluous.removeAll(new LinkedHashSet<>(asked));
    if (!superfluous.isEmpty()) {
      add("has the " + what + " " + superfluous + ", which are not asked for");
    }
  }

  private void compareField(FieldConfig prepared, FieldConfig asked) {
    Map<String, Object> before = DecisiveProperties.of(prepared);
    Map<String, Object> now = DecisiveProperties.of(asked);
    if (now.containsKey(DecisiveProperties.WEIGHTED)
        && now.get(DecisiveProperties.WEIGHTED).equals(false)) {
      // Stored weights may go unused.
      before.replace(DecisiveProperties.WEIGHTED, false);
    }
    now.forEach((property, value) -> {
      Object old = before.get(property);
      if (old != null && !old.equals(value)) {
        add(
            "was made with "
                + property
                + " ["
                + old
                + "] of field ["
                + asked.name()
                + "], asked for is ["
                + value
                + "]");
      }
    });
  }

  void compareEvents(List<EventLabel> prepared, List<EventLabel> asked) {
    compareNames(
        "events",
        prepared.stream().map(EventLabel::event).toList(),
        asked.stream().map(EventLabel::event).toList());
    for (EventLabel event : asked) {
      for (EventLabel before : prepared) {
        if (before.event().equals(event.event()) && !before.label().equals(event.label())) {
          add(
              "has the label ["
                  + before.label()
                  + "] for event ["
                  + event.event()
                  + "], asked for is ["
                  + event.label()
                  + "]");
        }
      }
    }
  }

  void compareMarks(List<String> prepared, List<String> asked) {
    for (String mark : asked) {
      if (!prepared.contains(mark)) {
        add("does not tell for which rows [" + mark + "]");
      }
    }
  }

  void compareNumbers(List<String> prepared, List<String> asked) {
    for (String number : asked) {
      if (!prepared.contains(number)) {
        add("does not hold the numbers of column [" + number + "]");
      }
    }
  }

  void compareLearnt(FeatureSchema prepared, FeatureSchema asked) {
    for (EncodedField field : asked.fields()) {
      int place = prepared.indexOf(field.name());
      if (place >= 0) {
        Object before = learnt(prepared.fields().get(place));
        if (!before.equals(learnt(field))) {
          add("was made with another " + before + " of field [" + field.name() + "]");
        }
      }
    }
  }

  private static Object learnt(EncodedField field) {
    return switch (field) {
      case EncodedField.Categorical f -> withShares(f.vocabulary(), f.shares());
      case EncodedField.Tokens f -> f.vocabulary();
      case EncodedField.Bucketized f -> withShares(f.buckets(), f.shares());
      case EncodedField.Number f -> f.scale();
      case EncodedField.Cross f -> f.ids();
    };
  }

  private static Object withShares(Object learnt, @Nullable ValueShares shares) {
    return shares == null ? learnt : List.of(learnt, shares);
  }

  private void add(String what) {
    problems.add(new Problem(set.toString(), "the prepared set " + what, remedy));
  }

  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }
}
