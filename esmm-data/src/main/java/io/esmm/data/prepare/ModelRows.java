package io.esmm.data.prepare;

import io.esmm.config.EsmmConfig;
import io.esmm.data.config.DataConfig;
import io.esmm.data.config.SourceConfig;
import io.esmm.data.raw.PathResolver;
import io.esmm.data.raw.RawInput;
import io.esmm.data.raw.RawLayout;
import io.esmm.field.EncodedField;
import io.esmm.field.FeatureSchema;
import io.esmm.field.FieldConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads raw files the way a model was trained: its columns, side tables, vocabularies and policies;
 * only the main table is another one. A file's ending tells its format: {@code .parquet}, {@code
 * .jsonl} (also {@code .ndjson}, {@code .json}), {@code .tsv}, else CSV or, for a model of it,
 * Ali-CCP. Immutable; thread-safe.
 */
public final class ModelRows {
  /** Rows in a batch, unless a single request has more. */
  private static final int ROWS_AT_ONCE = 4096;

  private final FeatureSchema schema;
  private final FunnelLabels labels;
  private final DataConfig data;
  private final PathResolver paths;

  /**
   * The rows of a model's parts.
   *
   * @param data the data section that the model was trained with
   * @param paths where its relative paths begin
   */
  public ModelRows(FeatureSchema schema, FunnelLabels labels, DataConfig data, PathResolver paths) {
    this.schema = schema;
    this.labels = labels;
    this.data = data;
    this.paths = paths;
  }

  /**
   * The rows of a model.
   *
   * @param folder where relative paths of the configuration begin
   */
  public static ModelRows of(EsmmConfig config, FeatureSchema schema, Path folder) {
    return new ModelRows(
        schema, new FunnelLabels(config.funnel()), DataSection.of(config), PathResolver.in(folder));
  }

  /**
   * Opens a file with labels.
   *
   * @param scratch an existing folder in which a folder for temporary files may be made
   * @throws io.esmm.problem.ProblemException if the file or a side table cannot be read
   */
  public EncodedRows forEvaluation(Path file, Path scratch) {
    DataConfig used = ReplacedInput.dataFor(file, data);
    RawLayout layout =
        labels.layout(fields(), RowMarks.none(), RowNumbers.none(), used).withoutSplit();
    return open(file, used, layout, labels, scratch);
  }

  /**
   * Opens a file to be scored; labels are not looked at.
   *
   * @param key a column to keep beside each row, null for none
   * @param scratch an existing folder in which a folder for temporary files may be made
   * @throws io.esmm.problem.ProblemException if the file or a side table cannot be read
   */
  public EncodedRows forScoring(Path file, @Nullable String key, Path scratch) {
    DataConfig used = ReplacedInput.dataFor(file, data);
    RawLayout layout =
        FunnelLabels.none()
            .layout(fields(), RowMarks.none(), RowNumbers.none(), used)
            .forScoring(key);
    return open(file, used, layout, FunnelLabels.none(), scratch);
  }

  private EncodedRows open(
      Path file, DataConfig used, RawLayout layout, FunnelLabels read, Path scratch) {
    SourceConfig source = ReplacedInput.sourceFor(file, data);
    ScratchFolder temporary = ScratchFolder.in(scratch);
    @Nullable RawInput input = null;
    boolean done = false;
    try {
      input = new RawInputs(paths, temporary.path()).open(source, used, layout);
      Admission admission =
          new Admission(
              layout,
              read,
              RowNumbers.none().reader(layout, read.names()),
              used.policy(),
              Splitter.all(Split.TEST),
              (why, place, text) -> {});
      EncodedRows rows =
          new EncodedRows(input, temporary, layout, schema, read.names(), admission, ROWS_AT_ONCE);
      done = true;
      return rows;
    } finally {
      if (!done) {
        if (input != null) {
          input.close();
        }
        temporary.close();
      }
    }
  }

  private List<FieldConfig> fields() {
    return schema.fields().stream().map(EncodedField::config).toList();
  }
}
