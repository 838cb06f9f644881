/**
 * The prepared data set: encoded rows of one split in the project's own columnar form, written once
 * by {@link io.esmm.data.prepared.PreparedWriter}, then mapped into memory and read by any number
 * of trainers through {@link io.esmm.data.prepared.PreparedSet}. The files are described in {@code
 * docs/formats.md}.
 */
@NullMarked
package io.esmm.data.prepared;

import org.jspecify.annotations.NullMarked;
