package io.esmm.data.raw.aliccp;

import io.esmm.data.config.AliCcpSourceConfig;
import io.esmm.data.raw.RawField;
import io.esmm.data.raw.RawInput;
import io.esmm.data.raw.RawLayout;
import io.esmm.data.raw.RawReader;
import io.esmm.data.raw.SourceFile;
import io.esmm.field.NumericField;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.problem.Suggestion;
import io.esmm.storage.IoProblems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two files of Ali-CCP as one input. A field's column is a field id of the files; the other
 * columns are {@code sample_id}, {@code click}, {@code conversion} and {@code
 * common_feature_index}. An impression-level field takes the tokens of both files, a request-level
 * one those of the common features.
 */
public final class AliCcpInput implements RawInput {
  static final String SAMPLE_ID = "sample_id";
  static final String COMMON_INDEX = "common_feature_index";
  private static final List<String> NAMES = List.of(SAMPLE_ID, COMMON_INDEX);

  private final Path skeleton;
  private final RawLayout layout;
  private final CommonFeatures common;
  private final List<String> outcomes;

  private AliCcpInput(
      Path skeleton, RawLayout layout, CommonFeatures common, List<String> outcomes) {
    this.skeleton = skeleton;
    this.layout = layout;
    this.common = common;
    this.outcomes = outcomes;
  }

  /**
   * Opens both files and indexes the common features.
   *
   * @param scratch a folder for the unpacked common features, if they are packed
   * @throws ProblemException if a file cannot be read or the layout asks for a column that is not
   *     there
   */
  public static AliCcpInput open(
      Path skeleton, Path commonFeatures, RawLayout layout, Path scratch) {
    return open(skeleton, commonFeatures, AliCcpSourceConfig.OUTCOMES, layout, scratch);
  }

  /**
   * Opens both files and indexes the common features.
   *
   * @param outcomes the columns of the skeleton between the sample id and the index of the common
   *     features
   * @param scratch a folder for the unpacked common features, if they are packed
   * @throws ProblemException if a file cannot be read or the layout asks for a column that is not
   *     there
   */
  public static AliCcpInput open(
      Path skeleton, Path commonFeatures, List<String> outcomes, RawLayout layout, Path scratch) {
    check(layout, outcomes);
    SourceFile.open(skeleton).close();
    CommonFeatures common = CommonFeatures.open(commonFeatures, scratch);
    return new AliCcpInput(skeleton, layout, common, List.copyOf(outcomes));
  }

  private static void check(RawLayout layout, List<String> outcomes) {
    List<Problem> problems = new ArrayList<>();
    for (String column : layout.others()) {
      problems.add(
          new Problem(
              "window or condition",
              "the Ali-CCP format has no column [" + column + "] to read",
              "take a condition on a field, or prepare from a table"));
    }
    for (String label : new LinkedHashSet<>(layout.labels())) {
      if (!outcomes.contains(label)) {
        problems.add(
            new Problem(
                "#/funnel",
                "label [" + label + "] is no column of the Ali-CCP format",
                Suggestion.remedy(label, outcomes)));
      }
    }
    if (layout.key() != null && !NAMES.contains(layout.key())) {
      problems.add(
          new Problem(
              "#/data/key",
              "key [" + layout.key() + "] is no column of the Ali-CCP format",
              Suggestion.remedy(layout.key(), NAMES)));
    }
    for (RawField field : layout.fields()) {
      if (NAMES.contains(field.column()) || outcomes.contains(field.column())) {
        problems.add(
            new Problem(
                "#/fields",
                "column ["
                    + field.column()
                    + "] of field ["
                    + field.config().name()
                    + "] is no field id",
                "map the field to one, such as 205, in data.columns"));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  @Override
  public String name() {
    return skeleton.toString();
  }

  @Override
  public RawReader open() {
    FeatureSlots slots = new FeatureSlots();
    int[] slotOf = new int[layout.fields().size()];
    for (int f = 0; f < slotOf.length; f++) {
      slotOf[f] = slots.number(layout.fields().get(f).column());
    }
    int group = specialSlot(layout.group(), slots);
    int split = specialSlot(layout.split(), slots);
    boolean[] asTokens = new boolean[slots.size()];
    boolean[] asNumbers = new boolean[slots.size()];
    for (int f = 0; f < slotOf.length; f++) {
      if (layout.fields().get(f).config() instanceof NumericField) {
        asNumbers[slotOf[f]] = true;
      } else {
        asTokens[slotOf[f]] = true;
      }
    }
    if (group >= 0) {
      asTokens[group] = true;
    }
    if (split >= 0) {
      asTokens[split] = true;
    }
    return new AliCcpReader(
        skeleton,
        common,
        layout,
        new AliCcpFields(
            layout,
            slots,
            slotOf,
            group,
            split,
            new FeatureValues(asTokens, asNumbers),
            new FeatureValues(asTokens, asNumbers)),
        outcomes);
  }

  /** The slot of a field id used for grouping or splitting, or -1 if it is none. */
  private static int specialSlot(@Nullable String column, FeatureSlots slots) {
    return column == null || NAMES.contains(column) ? -1 : slots.number(column);
  }

  /** Counts line ends, which is all it takes. */
  @Override
  public long countRows() {
    try (SourceFile file = SourceFile.open(skeleton)) {
      InputStream content = file.content();
      byte[] buffer = new byte[1 << 17];
      long rows = 0;
      boolean open = false;
      try {
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
          for (int i = 0; i < n; i++) {
            if (buffer[i] == '\n') {
              rows += open ? 1 : 0;
              open = false;
            } else {
              open = true;
            }
          }
        }
      } catch (IOException e) {
        throw file.isGzip()
            ? file.problem(skeleton.toString(), e)
            : IoProblems.reading(skeleton, e);
      }
      return rows + (open ? 1 : 0);
    }
  }

  @Override
  public void close() {
    common.close();
  }
}
