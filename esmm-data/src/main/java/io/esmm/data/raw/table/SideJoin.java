package io.esmm.data.raw.table;

/**
 * A loaded side table.
 *
 * @param name the table, as a user knows it
 * @param key the place of the key among the columns read from the main table
 * @param table its rows
 */
record SideJoin(String name, int key, SideTable table) {}
