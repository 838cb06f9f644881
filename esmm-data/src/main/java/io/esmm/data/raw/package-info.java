/**
 * Raw rows, streamed: {@link io.esmm.data.raw.RawInput} can be read as often as one likes, each
 * {@link io.esmm.data.raw.RawReader} from front to back, holding one {@link
 * io.esmm.data.raw.RawRow}. Rows have two levels: what belongs to the request stays while its
 * impressions pass. Every row knows its place, so that whoever refuses it can say where it stands.
 *
 * <p>Start at {@link io.esmm.data.raw.RawInput}. A format of named columns is a {@link
 * io.esmm.data.raw.table.TableSource}; only a format with a shape of its own, as Ali-CCP's, is an
 * input by itself.
 */
@NullMarked
package io.esmm.data.raw;

import org.jspecify.annotations.NullMarked;
