package io.esmm.data.raw.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a side table.
 *
 * @param cells in the order of the columns that were wanted
 * @param place where it stands
 */
record SideRow(List<@Nullable Object> cells, String place) {}
