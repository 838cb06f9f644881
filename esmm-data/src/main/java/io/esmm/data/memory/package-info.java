/**
 * Training rows that a program makes itself, without any file: {@link
 * io.esmm.data.memory.RequestLog} gathers requests with what came of them, learns vocabularies and
 * scales, and gives rows to train on.
 */
@NullMarked
package io.esmm.data.memory;

import org.jspecify.annotations.NullMarked;
