package io.esmm.data.raw;

import io.esmm.field.ReadField;
import org.jspecify.annotations.Nullable;

/**
 * A field and the raw column that it comes from.
 *
 * @param config the field
 * @param column the column's name
 * @param separator between the values of a text with several; null for any of space, comma,
 *     semicolon and bar
 */
public record RawField(ReadField config, String column, @Nullable Character separator) {}
