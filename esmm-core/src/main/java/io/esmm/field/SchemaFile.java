package io.esmm.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code fields.json}.
 *
 * @param version the layout's version
 * @param fields in the order of the schema
 * @param vocabularies each once, in the order in which the fields first use them
 */
record SchemaFile(int version, List<FieldEntry> fields, List<VocabularyEntry> vocabularies) {
  static final int VERSION = 1;

  SchemaFile {
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "version [" + version + "] of the fields is not known here; up to " + VERSION + " is");
    }
    fields = allGiven("fields", fields);
    vocabularies = allGiven("vocabularies", vocabularies);
  }

  /**
   * A field's configuration and what was learnt for it; of the last three, one.
   *
   * @param vocabulary the name of its vocabulary
   * @param edges of its buckets
   */
  record FieldEntry(
      FieldConfig field,
      @Nullable String vocabulary,
      @Nullable NumberScale scale,
      @Nullable List<Double> edges) {
    FieldEntry {
      given("name", given("field", field).name());
      given("level", field.level());
      edges = edges == null ? null : allGiven("edges", edges);
    }

    EncodedField encoded(Map<String, String> owners, Map<String, Vocabulary> vocabularies) {
      boolean number = field instanceof NumericField f && f.buckets() == null;
      boolean bucketized = field instanceof NumericField && !number;
      if ((scale != null) != number
          || (edges != null) != bucketized
          || (vocabulary != null) == (number || bucketized)) {
        throw new IllegalArgumentException(
            "field [" + field.name() + "] has something learnt that its kind does not have");
      }
      return switch (field) {
        case CategoricalField f -> new EncodedField.Categorical(f, find(owners, vocabularies));
        case BagField f -> new EncodedField.Bag(f, find(owners, vocabularies));
        case SequenceField f -> new EncodedField.Sequence(f, find(owners, vocabularies));
        case NumericField f ->
            edges == null
                ? new EncodedField.Number(f, given("scale", scale))
                : new EncodedField.Bucketized(f, new Buckets(edges));
      };
    }

    private Vocabulary find(Map<String, String> owners, Map<String, Vocabulary> vocabularies) {
      String owner = owners.get(field.name());
      Vocabulary found = vocabularies.get(given("vocabulary", vocabulary));
      if (found == null || !found.name().equals(owner)) {
        throw new IllegalArgumentException(
            "field ["
                + field.name()
                + "] has the vocabulary ["
                + vocabulary
                + "] instead of ["
                + owner
                + "]");
      }
      return found;
    }
  }

  /**
   * A vocabulary and its file.
   *
   * @param tokens the number of tokens, which is the number of lines
   */
  record VocabularyEntry(String name, String file, int tokens) {
    VocabularyEntry {
      given("name", name);
      if (!given("file", file).matches("vocabulary-[0-9]+(-[A-Za-z0-9_]+)?\\.txt")) {
        throw new IllegalArgumentException("[" + file + "] is no name of a vocabulary's file");
      }
      if (tokens < 0) {
        throw new IllegalArgumentException("vocabulary [" + name + "] has [" + tokens + "] tokens");
      }
    }

    /** The file's name tells the vocabulary's as far as every file system allows. */
    static VocabularyEntry of(int number, Vocabulary vocabulary) {
      String readable = vocabulary.name().replaceAll("[^A-Za-z0-9_]+", "_");
      readable = readable.substring(0, Math.min(readable.length(), 64));
      return new VocabularyEntry(
          vocabulary.name(),
          "vocabulary-" + number + (readable.isEmpty() ? "" : "-" + readable) + ".txt",
          vocabulary.tokens().size());
    }
  }

  static SchemaFile of(FeatureSchema schema, Collection<Vocabulary> vocabularies) {
    List<VocabularyEntry> entries = new ArrayList<>();
    for (Vocabulary vocabulary : vocabularies) {
      entries.add(VocabularyEntry.of(entries.size(), vocabulary));
    }
    return new SchemaFile(
        VERSION, schema.fields().stream().map(SchemaFile::entry).toList(), entries);
  }

  private static FieldEntry entry(EncodedField field) {
    return switch (field) {
      case EncodedField.Number f -> new FieldEntry(f.config(), null, f.scale(), null);
      case EncodedField.Bucketized f -> new FieldEntry(f.config(), null, null, f.buckets().edges());
      case EncodedField.Tokens f -> new FieldEntry(f.config(), f.vocabulary().name(), null, null);
    };
  }

  /** The schema that this file and the vocabularies tell. */
  FeatureSchema schema(Map<String, Vocabulary> vocabularies) {
    Map<String, String> owners =
        VocabularyOwners.of(fields.stream().map(FieldEntry::field).toList());
    return new FeatureSchema(fields.stream().map(f -> f.encoded(owners, vocabularies)).toList());
  }

  private static <T> List<T> allGiven(String what, @Nullable List<T> values) {
    return given(what, values).stream().map(value -> given("one of " + what, value)).toList();
  }

  private static <T> T given(String what, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("[" + what + "] is missing");
    }
    return value;
  }
}
