/**
 * The command line: parse arguments, call the library, print.
 *
 * <p>Start at {@link io.esmm.cli.EsmmCommandLine}, which knows all commands and turns whatever goes
 * wrong into one message and an {@link io.esmm.cli.ExitCode}. A new command is a class in a package
 * of its own, named after it, with an {@link io.esmm.cli.console.Output} to print to and an example
 * in its footer; list it in {@link io.esmm.cli.EsmmCommand}.
 */
@NullMarked
package io.esmm.cli;

import org.jspecify.annotations.NullMarked;
