/** What was spent and saved over a period. */
@NullMarked
package dev.penstock.api.report;

import org.jspecify.annotations.NullMarked;
