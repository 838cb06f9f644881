package io.esmm.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code fields.json}.
 *
 * @param version the layout's version
 * @param fields in the order of the schema
 * @param vocabularies each once, in the order in which the fields first use them
 * @param crosses the vocabularies of combinations, under the names of the crosses; null without any
 */
record SchemaFile(
    int version,
    List<FieldEntry> fields,
    List<VocabularyEntry> vocabularies,
    @Nullable List<VocabularyEntry> crosses) {
  static final int VERSION = 1;

  SchemaFile {
    if (version < 1 || version > VERSION) {
      throw new IllegalArgumentException(
          "version [" + version + "] of the fields is not known here; up to " + VERSION + " is");
    }
    fields = allGiven("fields", fields);
    vocabularies = allGiven("vocabularies", vocabularies);
    crosses = crosses == null || crosses.isEmpty() ? null : allGiven("crosses", crosses);
  }

  /**
   * A field's configuration and what was learnt for it; of the last three, one, and none for a
   * cross.
   *
   * @param vocabulary the name of its vocabulary
   * @param edges of its buckets
   * @param shares of its ids, if it is averaged over where it is not known
   */
  record FieldEntry(
      FieldConfig field,
      @Nullable String vocabulary,
      @Nullable NumberScale scale,
      @Nullable List<Double> edges,
      @Nullable List<Double> shares) {
    FieldEntry {
      given("name", given("field", field).name());
      switch (field) {
        case ReadField f -> given("level", f.level());
        case CrossField f -> given("level", f.isSettled() ? f.level() : null);
      }
      edges = edges == null ? null : allGiven("edges", edges);
      shares = shares == null ? null : allGiven("shares", shares);
    }

    /** What was learnt for a field that is read. */
    EncodedField encoded(Map<String, String> owners, Map<String, Vocabulary> vocabularies) {
      return switch ((ReadField) field) {
        case CategoricalField f ->
            new EncodedField.Categorical(f, find(owners, vocabularies), learntShares());
        case BagField f -> new EncodedField.Bag(f, find(owners, vocabularies));
        case SequenceField f -> new EncodedField.Sequence(f, find(owners, vocabularies));
        case NumericField f ->
            edges == null
                ? new EncodedField.Number(f, given("scale", scale))
                : new EncodedField.Bucketized(f, new Buckets(edges), learntShares());
      };
    }

    private @Nullable ValueShares learntShares() {
      return shares == null ? null : new ValueShares(shares);
    }

    void check() {
      boolean number = field instanceof NumericField f && f.buckets() == null;
      boolean bucketized = field instanceof NumericField && !number;
      if ((scale != null) != number
          || (edges != null) != bucketized
          || (vocabulary != null) != (field instanceof VocabularyField)
          || shares != null && !(field instanceof ReadField read && read.marginalizes())) {
        throw new IllegalArgumentException(
            "field [" + field.name() + "] has something learnt that its kind does not have");
      }
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
   * A vocabulary, of tokens or of combinations, and its file.
   *
   * @param tokens the number of tokens or combinations, which is the number of lines
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
    static VocabularyEntry of(int number, String name, int tokens) {
      String readable = name.replaceAll("[^A-Za-z0-9_]+", "_");
      readable = readable.substring(0, Math.min(readable.length(), 64));
      return new VocabularyEntry(
          name,
          "vocabulary-" + number + (readable.isEmpty() ? "" : "-" + readable) + ".txt",
          tokens);
    }
  }

  static SchemaFile of(FeatureSchema schema, Collection<Vocabulary> vocabularies) {
    List<VocabularyEntry> entries = new ArrayList<>();
    for (Vocabulary vocabulary : vocabularies) {
      entries.add(
          VocabularyEntry.of(entries.size(), vocabulary.name(), vocabulary.tokens().size()));
    }
    List<VocabularyEntry> crosses = new ArrayList<>();
    for (EncodedField.Cross cross : schema.crosses()) {
      if (cross.ids() instanceof CrossVocabulary v) {
        crosses.add(VocabularyEntry.of(entries.size() + crosses.size(), cross.name(), v.size()));
      }
    }
    return new SchemaFile(
        VERSION, schema.fields().stream().map(SchemaFile::entry).toList(), entries, crosses);
  }

  private static FieldEntry entry(EncodedField field) {
    return switch (field) {
      case EncodedField.Number f -> new FieldEntry(f.config(), null, f.scale(), null, null);
      case EncodedField.Bucketized f ->
          new FieldEntry(f.config(), null, null, f.buckets().edges(), shares(f));
      case EncodedField.Categorical f ->
          new FieldEntry(f.config(), f.vocabulary().name(), null, null, shares(f));
      case EncodedField.Tokens f ->
          new FieldEntry(f.config(), f.vocabulary().name(), null, null, null);
      case EncodedField.Cross f -> new FieldEntry(f.config(), null, null, null, null);
    };
  }

  private static @Nullable List<Double> shares(EncodedField.Single field) {
    @Nullable ValueShares shares = field.shares();
    return shares == null ? null : shares.values();
  }

  List<VocabularyEntry> crossEntries() {
    return crosses == null ? List.of() : crosses;
  }

  /** Gives the combinations that a cross knows, which stand in a file of their own. */
  interface CrossReader {
    CrossVocabulary read(VocabularyEntry entry, List<EncodedField.Embedded> parts);
  }

  /** The schema that this file, the vocabularies and the combinations tell. */
  FeatureSchema schema(Map<String, Vocabulary> vocabularies, CrossReader reader) {
    fields.forEach(FieldEntry::check);
    List<FieldConfig> configs = fields.stream().map(FieldEntry::field).toList();
    if (!CrossRules.settle(configs).equals(configs)) {
      throw new IllegalArgumentException("a cross is not settled as its parts are");
    }
    Map<String, String> owners = VocabularyOwners.of(configs);
    Map<FieldConfig, FieldEntry> entries = new HashMap<>();
    fields.forEach(entry -> entries.put(entry.field(), entry));
    return FeatureSchema.of(
        configs,
        field -> Objects.requireNonNull(entries.get(field)).encoded(owners, vocabularies),
        (cross, parts) -> combinations(cross, parts, reader));
  }

  private CrossIds combinations(
      CrossField cross, List<EncodedField.Embedded> parts, CrossReader reader) {
    if (cross.hash() != null) {
      return new CrossHash(cross.hash());
    }
    List<VocabularyEntry> named =
        crossEntries().stream().filter(entry -> entry.name().equals(cross.name())).toList();
    if (named.size() != 1) {
      throw new IllegalArgumentException(
          "cross [" + cross.name() + "] has " + named.size() + " files of combinations, not one");
    }
    return reader.read(named.getFirst(), parts);
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
