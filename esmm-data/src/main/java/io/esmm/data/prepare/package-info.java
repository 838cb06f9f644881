/**
 * From raw rows to encoded ones: policies for bad rows, splits, the two passes of preparing, and
 * the stream of batches that evaluation and prediction read from a raw file.
 *
 * <p>Start at {@link io.esmm.data.prepare.Preparation}, which writes prepared sets, or {@link
 * io.esmm.data.prepare.EncodedRows}, which encodes with the schema of a model.
 */
@NullMarked
package io.esmm.data.prepare;

import org.jspecify.annotations.NullMarked;
