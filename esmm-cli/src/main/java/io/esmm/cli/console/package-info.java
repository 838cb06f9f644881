/**
 * What a command prints to: {@link io.esmm.cli.console.Output} for results and messages, {@link
 * io.esmm.cli.console.Progress} for long work, {@link io.esmm.cli.console.Columns} for what must
 * line up.
 */
@NullMarked
package io.esmm.cli.console;

import org.jspecify.annotations.NullMarked;
