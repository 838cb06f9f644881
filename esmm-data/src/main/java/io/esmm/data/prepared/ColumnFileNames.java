package io.esmm.data.prepared;

/**
 * The names of a prepared set's column files. The ending tells what stands in them: i32, i64 and
 * f32 are little-endian numbers, u8 are bytes.
 */
final class ColumnFileNames {
  /** Where each request's impressions begin. Absent if every request has one impression. */
  static final String FIRST_IMPRESSIONS = "requests/first-impression.i64";

  private ColumnFileNames() {}

  static String ids(int field) {
    return "fields/" + field + ".ids.i32";
  }

  static String numbers(int field) {
    return "fields/" + field + ".numbers.f32";
  }

  static String offsets(int field) {
    return "fields/" + field + ".offsets.i64";
  }

  static String weights(int field) {
    return "fields/" + field + ".weights.f32";
  }

  static String labels(int event) {
    return "labels/" + event + ".u8";
  }

  static String marked(int mark) {
    return "marks/" + mark + ".u8";
  }

  static String number(int place) {
    return "numbers/" + place + ".f32";
  }

  /** Followed by {@link #TEXT_OFFSETS} or {@link #TEXT_BYTES}. */
  static final String KEYS = "keys/0";

  static String groupIds(int group) {
    return "groups/" + group + ".ids.i32";
  }

  /** Followed by {@link #TEXT_OFFSETS} or {@link #TEXT_BYTES}. */
  static String groupValues(int group) {
    return "groups/" + group + ".values";
  }

  static final String TEXT_OFFSETS = ".offsets.i64";
  static final String TEXT_BYTES = ".utf8";
}
