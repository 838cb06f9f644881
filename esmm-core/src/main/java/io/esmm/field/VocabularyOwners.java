package io.esmm.field;

import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose vocabulary each field uses: its own, or that of the field at the end of {@code
 * sharesVocabularyWith}. The owner's name is the vocabulary's name, and the owner's {@code
 * minCount} rules.
 */
public final class VocabularyOwners {
  private VocabularyOwners() {}

  /**
   * Field to owner, in the order of the fields, for all fields that have a vocabulary.
   *
   * @throws ProblemException if a field stands twice, or shares with a field that is unknown, has
   *     no vocabulary or, in the end, shares with the first; all problems together
   */
  public static Map<String, String> of(List<? extends FieldConfig> fields) {
    Set<String> names = new LinkedHashSet<>();
    Map<String, VocabularyField> byName = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (FieldConfig field : fields) {
      if (!names.add(field.name())) {
        problems.add(problem(field.name(), "stands twice", "give each field a name of its own"));
      }
      if (field instanceof VocabularyField f) {
        byName.put(f.name(), f);
      }
    }
    Map<String, String> owners = new LinkedHashMap<>();
    for (VocabularyField field : byName.values()) {
      String owner = owner(field, byName, names, problems);
      if (owner != null) {
        owners.put(field.name(), owner);
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems.stream().distinct().toList());
    }
    return owners;
  }

  private static @Nullable String owner(
      VocabularyField field,
      Map<String, VocabularyField> byName,
      Set<String> names,
      List<Problem> problems) {
    Set<String> visited = new LinkedHashSet<>();
    VocabularyField at = field;
    while (visited.add(at.name())) {
      String next = at.sharesVocabularyWith();
      if (next == null) {
        return at.name();
      }
      VocabularyField shared = byName.get(next);
      if (shared == null) {
        problems.add(
            problem(
                at.name(),
                "shares the vocabulary of ["
                    + next
                    + "], which "
                    + (names.contains(next) ? "has none" : "is no field"),
                "fields with a vocabulary: " + byName.keySet()));
        return null;
      }
      at = shared;
    }
    problems.add(
        problem(
            field.name(),
            "shares a vocabulary in a circle: " + visited,
            "remove sharesVocabularyWith from the field that shall own it"));
    return null;
  }

  private static Problem problem(String field, String what, String remedy) {
    return new Problem("field [" + field + "]", what, remedy);
  }
}
