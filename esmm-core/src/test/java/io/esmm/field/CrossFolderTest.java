package io.esmm.field;

import static io.esmm.field.Level.IMPRESSION;
import static io.esmm.field.Level.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.FolderFormat;
import io.esmm.storage.StoredFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crosses as files: {@code fields.json} and the lines of their combinations. */
class CrossFolderTest {
  private static final FolderFormat FORMAT = new FolderFormat("test", 1, "0.1.0");
  private static final String LINES = "schema/vocabulary-2-a_x_b.txt";

  @TempDir Path folder;

  private static FeatureSchema schema() {
    List<FieldConfig> fields =
        CrossRules.settle(
            List.of(
                new CrossField("a x b", List.of("a", "b"), null, 2, null, 4, null),
                new CategoricalField("a", REQUEST, null, null, null),
                new BagField("b", IMPRESSION, null, null, null, null),
                new NumericField("age", REQUEST, null, null, 3, null),
                new CrossField("hashed", List.of("age", "b"), null, null, 7, null, Pooling.SUM)));
    return FeatureSchema.of(
        fields,
        field ->
            switch (field) {
              case CategoricalField f ->
                  new EncodedField.Categorical(f, new Vocabulary("a", List.of("tab\tin", "a1")));
              case BagField f ->
                  new EncodedField.Bag(f, new Vocabulary("b", List.of("\u00e9", "b\\")));
              case NumericField f -> new EncodedField.Bucketized(f, new Buckets(List.of(1.5)));
              case SequenceField f -> throw new IllegalStateException();
            },
        (cross, _) ->
            cross.hash() == null
                // (a1, b\), (tab in, e acute), with 4 rows in the table of b
                ? new CrossVocabulary(new long[] {3 * 4 + 3, 2 * 4 + 2})
                : new CrossHash(cross.hash()));
  }

  private Path save(FeatureSchema schema) {
    Path target = folder.resolve("s");
    try (AtomicFolder out = AtomicFolder.create(target, FORMAT)) {
      SchemaFolder.save(schema, out, "schema");
      out.commit();
    }
    return target;
  }

  private static FeatureSchema load(Path saved) {
    return SchemaFolder.load(
        StoredFolder.open(saved, FORMAT, StoredFolder.Check.EVERYTHING), "schema");
  }

  @Test
  void whatWasSavedIsLoaded() {
    FeatureSchema schema = schema();
    assertThat(load(save(schema))).isEqualTo(schema).hasSameHashCodeAs(schema);
  }

  @Test
  void combinationsAreReadableText() throws Exception {
    assertThat(Files.readString(save(schema()).resolve(LINES)))
        .isEqualTo("a1\tb\\\\\ntab\\tin\t\u00e9\n");
  }

  @Test
  void schemasThatKnowOtherCombinationsDiffer() {
    List<FieldConfig> configs = schema().fields().stream().map(EncodedField::config).toList();
    FeatureSchema other =
        FeatureSchema.of(
            configs,
            field -> schema().fields().get(schema().indexOf(field.name())),
            (cross, _) ->
                cross.hash() == null
                    ? new CrossVocabulary(new long[] {3 * 4 + 3})
                    : new CrossHash(cross.hash()));
    assertThat(other).isNotEqualTo(schema());
  }

  /** The folder once more, with right checksums whatever the content is. */
  private FeatureSchema rewritten(String from, String to) throws Exception {
    Path saved = save(schema());
    Path target = folder.resolve("written");
    try (AtomicFolder out = AtomicFolder.create(target, FORMAT)) {
      try (var files = Files.list(saved.resolve("schema"))) {
        for (Path file : files.toList()) {
          String text = Files.readString(file);
          String name = "schema/" + file.getFileName();
          boolean changes = text.contains(from) && !name.matches(".*-[01]-.*");
          String written = changes ? text.replace(from, to) : text;
          out.write(name, written.getBytes(StandardCharsets.UTF_8));
        }
      }
      out.commit();
    }
    return load(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a1\tb\\\\\n'     | ''              | :1 | is the last, expected 2 tokens",
        "'a1\t'            | ''              | :1 | has 1 tokens, the cross has 2 parts",
        "'a1\t'            | 'a1\ta1\t'      | :1 | has 3 tokens, the cross has 2 parts",
        "'a1\t'            | 'a2\t'          | :1 | holds [a2], which field [a] does not know",
        "'a1\t'            | '\t'            | :1 | holds [], which field [a] does not know",
        "'tab\\tin\t\u00e9' | 'a1\tb\\\\'    | :2 | repeats the combination",
        "'a1\t'            | 'a\\1\t'        | :1 | holds a backslash that escapes nothing",
      })
  void aBrokenFileOfCombinationsIsRefusedWithItsLine(
      String from, String to, String line, String what) {
    assertThatThrownBy(() -> rewritten(from, to))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("vocabulary-2-a_x_b.txt" + line)
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"level\" : \"impression\",     | '' | [level] is missing",
        "\"hash\" : 7                    | \"hash\" : 0 | hash [0] must be in",
        "\"hash\" : 7                    | \"minCount\" : 7 | cross [hashed] has 0 files",
        "\"of\" : [ \"age\", \"b\" ]     | \"of\" : [ \"age\", \"c\" ] | is of [c], which is no",
        "\"of\" : [ \"age\", \"b\" ]     | \"of\" : [ \"age\", \"a x b\" ] | which is no field",
        "\"pooling\" : \"sum\"           | \"pooling\" : \"weighted\" | pooling [weighted]",
      })
  void aBrokenFieldsFileIsRefused(String from, String to, String what) {
    assertThatThrownBy(() -> rewritten(from, to))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(what);
  }
}
