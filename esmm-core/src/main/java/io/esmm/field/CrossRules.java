package io.esmm.field;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a cross takes over from its parts. */
public final class CrossRules {
  private CrossRules() {}

  /**
   * The same fields with level and pooling of every cross filled in. A cross of an unknown field
   * stays as it is.
   *
   * @throws ProblemException if a level or pooling was given that the parts contradict; places are
   *     pointers from the list on: {@code /3/pooling}
   */
  public static List<FieldConfig> settle(List<? extends FieldConfig> fields) {
    Map<String, FieldConfig> byName = new HashMap<>();
    fields.forEach(field -> byName.putIfAbsent(field.name(), field));
    List<Problem> problems = new ArrayList<>();
    List<FieldConfig> settled = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      FieldConfig field = fields.get(i);
      settled.add(field instanceof CrossField f ? settle(f, byName, "/" + i, problems) : field);
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return settled;
  }

  private static CrossField settle(
      CrossField cross, Map<String, FieldConfig> fields, String place, List<Problem> problems) {
    List<FieldConfig> parts =
        cross.of().stream().map(fields::get).filter(Objects::nonNull).toList();
    if (parts.size() < cross.of().size() || parts.stream().anyMatch(CrossField.class::isInstance)) {
      return cross;
    }
    Level level =
        parts.stream().anyMatch(part -> part.level() == Level.IMPRESSION)
            ? Level.IMPRESSION
            : Level.REQUEST;
    boolean bag = parts.stream().anyMatch(p -> p instanceof BagField || p instanceof SequenceField);
    boolean weighted =
        parts.stream().anyMatch(p -> p instanceof BagField b && b.pooling() == Pooling.WEIGHTED);
    if (cross.contradicts(level)) {
      problems.add(
          new Problem(
              place + "/level",
              "a cross of " + cross.of() + " lives at level [" + text(level) + "]",
              "remove the level"));
    }
    @Nullable Pooling given = cross.pooling();
    if (given != null && !bag) {
      problems.add(
          new Problem(
              place + "/pooling",
              "a cross of " + cross.of() + " has one id, there is nothing to pool",
              "remove the pooling"));
    } else if (given == Pooling.WEIGHTED && !weighted) {
      problems.add(
          new Problem(
              place + "/pooling",
              "pooling [weighted] needs weights, no part of " + cross.of() + " has any",
              "use sum or mean"));
    }
    @Nullable Pooling byDefault = bag ? weighted ? Pooling.WEIGHTED : Pooling.MEAN : null;
    return cross.settled(level, given == null ? byDefault : given);
  }

  private static String text(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
