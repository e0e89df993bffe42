/** Contract tests, fakes and a scripted fault server for authors of plugins. */
@NullMarked
package dev.penstock.testkit;

import org.jspecify.annotations.NullMarked;
