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

class SchemaFolderTest {
  private static final FolderFormat FORMAT = new FolderFormat("esmm-test", 1, "0.1.0");
  private static final String VOCABULARY = "schema/vocabulary-0-video_id.txt";
  private static final String FIELDS = "schema/fields.json";

  private final FeatureSchema schema = schema();

  @TempDir Path folder;

  private static FeatureSchema schema() {
    Vocabulary items =
        new Vocabulary("video id", List.of("plain", "two\nlines", "back\\slash\r", "\u00e9\u4e2d"));
    return new FeatureSchema(
        List.of(
            new EncodedField.Sequence(
                new SequenceField("history", REQUEST, null, "video id", null, Pooling.SUM, 7),
                items),
            new EncodedField.Categorical(
                new CategoricalField("video id", IMPRESSION, 3, null, 18), items),
            new EncodedField.Bag(
                new BagField("../tags", IMPRESSION, 2, null, null, Pooling.WEIGHTED),
                new Vocabulary("../tags", List.of())),
            new EncodedField.Number(
                new NumericField("price", IMPRESSION, true, null, null, null),
                new NumberScale(true, 0.1, 1.0 / 3)),
            new EncodedField.Bucketized(
                new NumericField("age", REQUEST, null, null, 4, 5),
                new Buckets(List.of(-0.1, Double.MIN_VALUE, 1e300)))));
  }

  private Path save(FeatureSchema saved) {
    Path target = folder.resolve("s");
    try (AtomicFolder out = AtomicFolder.create(target, FORMAT)) {
      SchemaFolder.save(saved, out, "schema");
      out.commit();
    }
    return target;
  }

  /** Writes a folder of its own, with checksums that are right whatever the content is. */
  private FeatureSchema load(String fields, String vocabulary) {
    Path target = folder.resolve("written");
    try (AtomicFolder out = AtomicFolder.create(target, FORMAT)) {
      out.write(FIELDS, fields.getBytes(StandardCharsets.UTF_8));
      out.write("schema/vocabulary-0-x.txt", vocabulary.getBytes(StandardCharsets.ISO_8859_1));
      out.commit();
    }
    return SchemaFolder.load(
        StoredFolder.open(target, FORMAT, StoredFolder.Check.EVERYTHING), "schema");
  }

  @Test
  void whatWasSavedIsLoadedBitForBit() {
    Path saved = save(schema);
    FeatureSchema loaded =
        SchemaFolder.load(
            StoredFolder.open(saved, FORMAT, StoredFolder.Check.EVERYTHING), "schema");
    assertThat(loaded).isEqualTo(schema).hasSameHashCodeAs(schema);
  }

  @Test
  void fieldsThatShareAVocabularyShareTheObject() {
    Path saved = save(schema);
    FeatureSchema loaded =
        SchemaFolder.load(StoredFolder.open(saved, FORMAT, StoredFolder.Check.SIZES), "schema");
    assertThat(((EncodedField.Tokens) loaded.fields().get(0)).vocabulary())
        .isSameAs(((EncodedField.Tokens) loaded.fields().get(1)).vocabulary());
  }

  @Test
  void vocabulariesAreReadableText() throws Exception {
    Path saved = save(schema);
    assertThat(Files.readString(saved.resolve(VOCABULARY)))
        .isEqualTo("plain\ntwo\\nlines\nback\\\\slash\\r\n\u00e9\u4e2d\n");
  }

  @Test
  void anAlteredVocabularyIsRefusedThoughOnlySizesWereVerified() throws Exception {
    Path saved = save(schema);
    Files.writeString(
        saved.resolve(VOCABULARY),
        Files.readString(saved.resolve(VOCABULARY)).replace("plain", "train"));
    StoredFolder stored = StoredFolder.open(saved, FORMAT, StoredFolder.Check.SIZES);
    assertThatThrownBy(() -> SchemaFolder.load(stored, "schema"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("vocabulary-0-video_id.txt");
  }

  @Test
  void aVocabularyWithoutItsOwnersNameIsNotSaved() {
    FeatureSchema wrong =
        new FeatureSchema(
            List.of(
                new EncodedField.Categorical(
                    new CategoricalField("user", REQUEST, null, null, null),
                    new Vocabulary("item", List.of("a")))));
    assertThatThrownBy(() -> save(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field [user] has the vocabulary [item] instead of [user]");
  }

  private static final String CATEGORICAL =
      """
      {"version": 1,
       "fields": [{"field": {"kind": "categorical", "name": "x", "level": "request"}, "vocabulary": "x"}],
       "vocabularies": [{"name": "x", "file": "vocabulary-0-x.txt", "tokens": 2}]}
      """;

  @Test
  void aHandWrittenSchemaLoads() {
    assertThat(load(CATEGORICAL, "a\nb\n").fields().get(0).name()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a;        | :1 | is the last, expected 2 tokens",
        "a;b;c;    | :3 | is the last, expected 2 tokens",
        "a;b       | :2 | is cut off",
        "a;a;      | :2 | repeats the token [a]",
        "a;;       | :2 | is empty",
        "a;b\\x;   | :2 | holds a backslash that escapes nothing",
        "a;b\\;    | :2 | holds a backslash that escapes nothing",
        "\u00ff;b; | :1 | is no UTF-8"
      })
  void aBrokenVocabularyIsRefusedWithItsLine(String content, String line, String what) {
    assertThatThrownBy(() -> load(CATEGORICAL, content.replace(';', '\n')))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("vocabulary-0-x.txt" + line)
        .hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": 1 | \"version\": 2 | version [2] of the fields is not known here",
        "\"version\": 1 | \"version\": 1, \"more\": 1 | more",
        "\"version\": 1 | \"version\": null | Cannot map `null` into type `int`",
        "\"tokens\": 2 | \"tokens\": -2 | has [-2] tokens",
        "vocabulary-0-x.txt | ../../x | is no name of a vocabulary's file",
        "vocabulary-0-x.txt | vocabulary-1-x.txt | does not list",
        ", \"vocabulary\": \"x\" | '' | has something learnt that its kind does not have",
        "\"vocabulary\": \"x\" | \"vocabulary\": \"y\" | has the vocabulary [y] instead of [x]",
        "\"vocabulary\": \"x\" | \"edges\": [1] | has something learnt",
        "\"kind\": \"categorical\" | \"kind\": \"numeric\" | has something learnt",
        "\"kind\": \"categorical\" | \"kind\": \"none\" | none",
        "\"name\": \"x\", \"level\" | \"name\": \"y\", \"level\" | instead of [y]",
        "\"level\": \"request\" | \"level\": \"x\" | not one of the values accepted",
        "], | ] | Unexpected character",
        "}] | }, {}] | [field] is missing",
        "}] | }, null] | [one of fields] is missing",
        ", \"level\": \"request\" | '' | [level] is missing",
        "\"vocabulary\": \"x\" | \"edges\": [null] | [one of edges] is missing"
      })
  void aBrokenFieldsFileIsRefused(String from, String to, String what) {
    assertThat(CATEGORICAL).contains(from);
    assertThatThrownBy(() -> load(CATEGORICAL.replace(from, to), "a\nb\n"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(what);
  }
}
