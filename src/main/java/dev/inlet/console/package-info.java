/** What people see of a running process: a page, streams of events, figures for tests. */
@NullMarked
package dev.inlet.console;

import org.jspecify.annotations.NullMarked;
