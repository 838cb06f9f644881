/** The configuration that several commands read. */
@NullMarked
package io.esmm.cli.configuration;

import org.jspecify.annotations.NullMarked;
